"""Values: a translation says the numbers, amounts, dates, times and references of its source."""

from communique.check.values.compare import same_value
from communique.check.values.problems import value_problems
from communique.check.values.read import values_of
from communique.check.values.value import Key, Kind, Sense, Value

__all__ = ["Key", "Kind", "Sense", "Value", "same_value", "value_problems", "values_of"]
