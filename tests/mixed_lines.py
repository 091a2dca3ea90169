"""Lines in which all that runs the other way is quoted, as a page says them."""

from __future__ import annotations

from typing import Final

__all__ = ["MIXED_LINES", "QUOTING_LINES"]

MIXED_LINES: Final = tuple(
    """
    تواصلوا معنا عبر press@example.org اليوم
    البريد الإلكتروني: press.office@example.org
    للمزيد زوروا https://www.example.org/ar/news?id=12&amp;x=1 في أي وقت
    الموقع www.example.org متاح الآن
    اكتبوا إلى press@example.org، أو اتصلوا بالرقم &lrm;+49 30 1234-567
    هاتف: +32 2 299 11 11 (مكتب الصحافة)
    هاتف المكتب (030) 12-34 داخل المدينة
    اتصل على +1 (212) 555-0100 قبل الظهر
    ارتفعت الإيرادات بنسبة 12.5% هذا العام
    بلغت الحصة 7٪ من السوق
    بلغت الحصة ٪١٢ من السوق
    بلغ الإنتاج ١٬٢٣٤٫٥٠ طنا
    بلغ السعر 1,234.50 دولارا
    دفعت الشركة €5 عن كل وحدة
    كلفة المشروع $1,300 فقط
    انخفض العدد إلى −3 درجات
    في 24/11/2026 عند الساعة 10:30 صباحا
    بتاريخ 2026-11-24 في برلين
    خلال الفترة 2024–2026 كلها
    النسبة 3×4 أو 5°
    وقع الاتفاق (الاتحاد الأوروبي) أمس
    وقع الاتفاق [الأمم المتحدة] أمس
    قال المدير: «النتائج كانت ممتازة» هذا العام
    قال المدير: “النتائج كانت ممتازة” هذا العام
    شركة Acme Corp تعلن عن منتج جديد
    شركة Acme Corp. (برلين) تعلن عن منتج
    أعلن Dr. Gerald Lang عن النتائج
    قال John Smith, CEO of Acme Group GmbH, إن النتائج ممتازة
    منتج Cloud Leipzig Q1 في السوق
    لغة C# ولغة C++ في الجامعة
    مجموعة A.B. للاستثمار
    أُنشِئَ مكتبٌ جديد في المدينة
    أُنشئ مكتب جديد
    مُهِمّ جدا لا إلى المدينة
    المُدِيرُ العامُّ يَقُولُ الحقَّ
    محمّد وفاطمة وعليّ معا
    اللغة العربيّة في الأمم المتّحدة
    هل النتائج ممتازة؟ نعم، ممتازة!
    أولا؛ ثانيا؛ ثالثا…
    العدد #7 من المجلة
    وسم &lrm;#OpenData على الشبكة
    حساب @acme_eu على الشبكة
    الاتحاد الأوروبي (EU) والأمم المتحدة (UN)
    منظمة «Reporters Without Borders» الدولية
    القرار 2024/1689 الصادر عن البرلمان
    المادة 5(1) من القانون
    المواد 12–14 و 20 من القانون
    الإصدار 2.0.1 من البرنامج
    ساعات العمل 9:00–17:00 من الاثنين إلى الجمعة
    من 100 إلى 250 كم
    بسعة 5 GB وسرعة 2.4 GHz تقريبا
    درجة الحرارة 24 °C اليوم
    النسخة العربية: https://example.org/a_b/ar.html.
    راسلوا gerardl@un.org أو press@acme.example.
    السوق العالمية / السوق المحلية
    شركة الأمم-المتحدة للنقل
    نمو كبير + نتائج ممتازة = نجاح
    كلمة résumé وكلمة Überprüfung
    رقم الهاتف ٠٣٠ ١٢٣٤ للاستفسار
    بيت رقم 12أ في الشارع
    السيد John قال “don’t” مرتين
    قال <b>المدير</b>: <i>النتائج</i> ممتازة
    اكتبوا إلى <a href="mailto:press@example.org">press@example.org</a> اليوم
    زوروا <a href="https://example.org/ar">example.org/ar</a>، من فضلكم
    شركة The <b>Acme</b> Corp تعلن <b>عن</b> منتج
    بنسبة <b>12.5%</b> هذا العام (<i>Q1</i>)
    هاتف: <span dir="ltr">+49 30 1234-567</span> في برلين
    قال <bdi>John Smith</bdi> (<b>Acme</b>) إن النتائج ممتازة
    بي<b>ت</b> جديد
    """.strip().splitlines()
)
"""Addresses, numbers, dates, telephone numbers, names, brackets, vowel marks, and markup."""

QUOTING_LINES: Final = tuple(
    """
    The paper الأمم المتحدة wrote today.
    She said «النتائج كانت ممتازة» (see press@example.org).
    The word بيت means house, and الاتحاد الأوروبي the European Union.
    The number ٢٥٫٥ in Arabic: ١٢.
    The Arab League (جامعة الدول العربية) met in Cairo on Monday.
    “שלום עולם” is what the first programme printed.
    The minister محمّد علي spoke to journalists of الجزيرة and الأهرام.
    Its Hebrew name is האיחוד האירופי, its Arabic name الاتحاد الأوروبي.
    """.strip().splitlines()
)
"""English that quotes Arabic and Hebrew."""
