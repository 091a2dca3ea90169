"""The small words and the letters by which languages can be told apart."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ENDINGS",
    "ENGLISH_NAMES",
    "FUNCTION_WORDS",
    "LETTERS",
    "SIMPLIFIED",
    "TRADITIONAL",
    "UNSPACED",
    "is_near",
]

ENGLISH_NAMES: Final = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mt": "Maltese", "nb": "Norwegian", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese",
}  # fmt: skip
"""What each language is called in a finding."""

FUNCTION_WORDS: Final = {
    "bg": (
        "и в на от за с да се е са по че към при до това със като които който която което или ще "
        "не беше бяха бе през тази тези този след между както също във чрез относно има им му "
        "така само още най но ако когато те той тя ние си бъде бъдат може могат трябва нас без "
        "според срещу под над всички"
    ),
    "es": (
        "el la los las de del que y en un una por con para se su sus al lo es son ha han como más "
        "entre sobre este esta estos estas también sin o no fue ser está están desde hasta así "
        "cuando muy todo todos todas donde durante contra según pero porque fueron había sido "
        "cuyo puede pueden debe nos les otros otras dos ante ya hay"
    ),
    "cs": (
        "a v na se je že s z k do pro o i ve jsou by byl byla bylo byly být jako po od při za "
        "který která které kteří jejich nebo také však podle mezi ze ke proti této tento tato "
        "tyto tím toho tomu více již až jen jeho její si ale aby bude budou než může mohou své "
        "svých pod nad před bez kterých jsme není či rámci kterého kterou kterým kterém svého "
        "svou boj nich všech"
    ),
    "da": (
        "og i at af den det der en et til på for med er som de ikke har om fra var ved blev blive "
        "efter mellem også sig sin sine eller kan skal vil være under over hvor disse dette denne "
        "deres men samt hvordan mod inden ud op nu mere alle nogle andre hvis kunne skulle både "
        "gennem uden vores bliver været"
    ),
    "de": (
        "der die das und in den von zu mit des im für auf ist dem sich ein eine einer einem eines "
        "einen als auch an wie es nach bei aus sie werden wird wurde wurden sind nicht oder um "
        "zur zum über durch haben hat dass sowie zwischen vor gegen unter diese dieser dieses "
        "kann können ihre ihrer noch nur mehr wenn aber am bis war waren vom beim ihren seine"
    ),
    "et": (
        "ja on et ei mis see ka või oma ning kui ta seda selle aga nende nad kes kus kuid oli "
        "olid olla mida mille ehk samuti vahel vastu pärast järgi eest poolt koos üle alla enne "
        "kuni läbi kõik kõigi ainult veel juba sest nagu peab saab võib tuleb mitte pole selles "
        "millega need neid neile meie teie väga juures kohta eesmärgiga ilma iga üks kaks"
    ),
    "el": (
        "και το του της η ο την τον των να με σε για από που στο στη στην στον στα στις είναι οι "
        "τα τις τους θα δεν ότι ως ή κατά μια ένα ένας αυτό αυτή αυτά αυτές μετά μεταξύ προς "
        "επίσης έχει έχουν ήταν όπως αλλά πριν μέσω μη όταν υπό"
    ),
    "en": (
        "the of and to in a is that for on with as by at from are was were it this which an be or "
        "their has have not its his her who will been they also between these those would should "
        "can could into about than more against such both when where there but our we you all "
        "other through under after before"
    ),
    "fr": (
        "le la les de des du et à en un une dans pour par sur au aux que qui est sont avec ce "
        "cette ces ne pas plus ou se sa son ses leur leurs été être il elle ils elles nous vous "
        "ont a entre ainsi mais comme afin lors contre également sans sous dont aussi tous toutes "
        "tout fait très où si depuis selon notre nos y l d qu"
    ),
    "ga": (
        "an na agus ar i a le do go is leis chun tá de sa bhí faoi ina mar nó ag seo sin siad ní "
        "idir ach ón gur don den ó maidir lena gach leo níos bheith sé sí é í iad raibh bhfuil dá "
        "trí áit thar roimh tar éis nach cé aon féin freisin dóibh againn anseo cuid"
    ),
    "hr": (
        "i u na je se za s od da su o koji koja koje te kao iz do ili po bi bio bila bilo što ne "
        "nije nisu prema između također više sve svih ali biti bude kako uz protiv tijekom nakon "
        "prije ovaj ova ovo tog tom svoje svojih kojima kojih kojim kroz radi putem zbog samo "
        "može mogu treba već jer sa ovih ove ovom kod vrlo tko pri mora moraju nego smije godina"
    ),
    "it": (
        "il lo la i gli le di del dello della dei degli delle a al alla alle agli ai da dal dalla "
        "in nel nella nelle nei con su sul sulla per tra fra e che è sono un una uno non si come "
        "anche più ha hanno o ma questo questa questi queste sua suo loro essere stato stata "
        "stati sia se cui nonché presso contro durante dopo secondo ogni tutti tutte ed ad l d c "
        "dell nell all sull dall"
    ),
    "lv": (
        "un ir ar no uz par kas ka lai kā arī to tā tas šo šī šis vai pie pēc gan pret ko kuru "
        "kurā kuras kuri starp savu savas tika tiek būt bija būs nav bet līdz jau tikai vairāk "
        "viņš viņa viņi gadā kopā visu visas visi caur bez pirms tām tiem tās šajā šīs tomēr ja "
        "kad mēs jūs kur es tam tādu ļoti saskaņā attiecībā"
    ),
    "lt": (
        "ir yra į su kad iš kaip tai už ar jo jos jų buvo taip pat bei apie bus būti prie tik jau "
        "per pagal po dėl nuo tarp prieš ne bet šis ši šios šio šią šie tų kurie kuri kuris kurių "
        "kurį kurios kuriuos o savo jis ji jie mes jūs gali turi turėtų labai dar visi visų be "
        "nėra nebuvo kai jei arba iki taigi siekiant metu"
    ),
    "hu": (
        "a az és hogy nem is egy meg ez ezt azt volt van vagy mint csak már még el ki de ha amely "
        "amelyek aki akik ami között után szerint által valamint illetve ezek azok való lesz "
        "lehet kell minden több nagyon ellen során számára alatt pedig ennek annak közötti mind "
        "igen sem új legyen voltak vannak lett lesznek arra erre ahol"
    ),
    "mt": (
        "il l ta li u ma fil fl għal biex minn huwa hija dan din tal mill kif jew bħala kien "
        "kienet kienu tat tad tas tan tar fuq bejn dwar wkoll hi hu huma dawn mal bil bl tax taż "
        "kontra fost ħafna aktar kull għall għan mhux jista jistgħu għandu għandhom għandha lill "
        "lil fis fir fit fid fin sabiex xi meta waqt qabel wara permezz jkun jkunu ikunu tiegħu "
        "tagħha tagħhom iżda id ir is it in iż ix fi ssir"
    ),
    "nl": (
        "de het een en van in op te dat die is voor met zijn aan door niet ook om als bij er naar "
        "over uit tot heeft hebben worden wordt werd werden tegen tussen maar deze dit hun haar "
        "meer of onder na kan kunnen zal zullen moet moeten zoals omdat waar wanneer geen willen "
        "alle nog wel veel ons onze u zich was waren toen dan beide verder"
    ),
    "pl": (
        "i w na z do się że jest o oraz dla od za przez po nie są jak to co jego jej ich przy tym "
        "tego tej który która które którzy których którym a ale czy lub może mogą został została "
        "zostały między także również przeciwko pod podczas ze we być był była było były już "
        "tylko bardzo jako nad te ten ta bez gdy więcej swoich swoje ponadto"
    ),
    "pt": (
        "o a os as de do da dos das que e em no na nos nas um uma por com para se ao à aos às não "
        "mais como foi ser são pelo pela pelos pelas entre seu sua seus suas também ou já está "
        "estão tem têm este esta estes estas isso isto sobre até há contra durante quando muito "
        "mas nem foram ainda num numa bem todos todas"
    ),
    "ro": (
        "și în de la a cu pe din al ale ai ca să care este sunt pentru prin un o nu se ce lui sau "
        "între mai după dintre către fost au precum această acest acestea aceste acestor lor său "
        "sa sale fi asupra împotriva privind cadrul vor va iar dar când unor unui unei fără decât "
        "despre dacă într astfel fiind toate tot toți noi foarte te ei şi"
    ),
    "sk": (
        "a v na sa je že s z k do pre o aj i vo sú by bol bola bolo boli byť ako po od pri za "
        "ktorý ktorá ktoré ktorí ich alebo tiež však podľa medzi zo ku proti tejto tento táto "
        "tieto tým toho tomu viac už až len jeho jej si ale aby bude budú než môže môžu svoje "
        "svojich pod nad pred bez ktorých sme nie či čo ďalej ktorého ktorej ktorým ktorú ktorom "
        "svojho so boj nich všetkých rámci"
    ),
    "sl": (
        "in v na je se da za z s so od ki po pri do o bi ter kot tudi ali ne med pa iz ob bo bodo "
        "bil bila bilo bili proti svoje svojih njihov njihove njihova ta to te tem tega tej biti "
        "pod pred več kako ker kjer lahko mora morajo vse vseh tako če že še le glede zaradi "
        "glavni prek brez njen njegov kateri katera katerih saj ni niso smo vendar sme letih"
    ),
    "fi": (
        "ja on että ei se oli ovat sekä myös joka jotka kun tai hän mukaan kanssa kuin mutta voi "
        "sen sitä tämä tämän nämä niiden näiden välillä vastaan olla ollut olivat jossa jonka "
        "joiden josta jolla sille siitä niin ne he heidän jo vain vielä kaikki kaikkien ennen "
        "jälkeen aikana kautta osana mikä mitä tässä eivät tulee pitää hyvin koko noin varten"
    ),
    "sv": (
        "och i att av den det som en ett till på för med är de inte har om från var vid blev bli "
        "efter mellan också sig sin sina eller kan ska skall vill vara under över där dessa detta "
        "denna deras men samt hur mot inom ut upp nu mer alla några andra kunde skulle både genom "
        "utan vår våra blir varit när då så mycket finns"
    ),
    "ru": (
        "и в на с что по не из к за от для о как а но его её при это то также их до или был была "
        "были было со у они он она этого этой эти этот все всех которые который которая которых "
        "между так во об уже только более будет будут может могут чтобы есть если после перед "
        "через под над против ещё еще мы вы себя него них том тем же без являются является"
    ),
    "ar": (
        "في من على إلى عن أن إن التي الذي هذا هذه ذلك تلك مع كما بين قد كان كانت لا ما لم لن أو "
        "ثم بعد قبل عند كل غير حول خلال ضد الذين أي هو هي هم وقد وفي ومن وعلى وإلى أيضا أيضًا حتى "
        "لكن دون أكثر منذ وأن بأن"
    ),
    "be": (
        "і ў у на з да што не па за ад для як а але яго яе гэта гэты гэтай таксама іх або быў "
        "была былі паміж каб якія які якая будзе яны ён яна пры пра таму можа ёсць"
    ),
    "ca": (
        "el la els les de del dels que i en un una per amb es seu seva seus al als és són ha han "
        "com més entre sobre aquest aquesta aquests també sense o no va ser està estan des fins "
        "així quan molt tot tots totes on durant contra segons però perquè aquestes pel pels "
        "nostre vol hi"
    ),
    "cy": (
        "y yr a i o yn ar ac am gan ei eu wedi bod mae oedd sydd fel gyda hefyd ond neu dros "
        "rhwng nad nid ni hyn hwn hon ymhlith er mwyn cael wrth"
    ),
    "eo": (
        "la kaj de en al por kun estas ne ke pri el sed aŭ kiu kiuj tiu ĝi ili kiel ankaŭ per "
        "inter estis oni ĉi pli nur"
    ),
    "eu": (
        "eta da ez du dira bat hau izan dute den diren beste zen ere baina edo bere dituen batean "
        "artean baino behar egin dela"
    ),
    "gl": (
        "o a os as de do da dos das que e en no na nos nas un unha por con para se ao á aos ás "
        "non máis como foi ser son polo pola entre seu súa seus súas tamén ou xa está están ten "
        "este esta estes estas isto sobre ata hai contra durante cando moi pero unhas uns aínda"
    ),
    "id": (
        "yang dan di untuk dengan dari pada ini itu dalam tidak akan ke oleh sebagai adalah telah "
        "atau juga dapat mereka bahwa antara kami kita ia lebih para tersebut secara"
    ),
    "is": (
        "og að í á sem er við um til en því með af fyrir ekki hann það þess þeir var voru hafa "
        "einnig milli gegn eða svo þá hefur verið frá eru ég sé þessi"
    ),
    "lb": (
        "an d vun de fir dat op ass mat een den net och vum zu si hunn huet als gëtt ginn ze oder "
        "wéi awer bei duerch tëscht géint nach well"
    ),
    "mk": (
        "и во на од за со да се е сè што како кој која кое кои не но или ќе меѓу беше биле по до "
        "ги го ја му им оваа овој овие исто така според против преку тоа бил има нема туку дека "
        "треба мора сите повеќе"
    ),
    "nb": (
        "og i at av den det som en et til på for med er de ikke har om fra var ved ble bli etter "
        "mellom også seg sin sine eller kan skal vil være under over hvor disse dette denne deres "
        "men samt hvordan mot innen ut opp nå mer alle noen andre hvis kunne skulle både gjennom "
        "uten våre blir vært"
    ),
    "sq": (
        "dhe në të e i për me që një nga si është janë ka kanë por ose nuk se tij saj do këtë kjo "
        "ky këto më mund shumë gjatë midis kundër edhe duke tyre u"
    ),
    "sr": (
        "и у на је се за с од да су о који која које те као из до или по би био била било што не "
        "није нису према између такође више све али бити буде како против након ова овај са због "
        "само може могу јер већ"
    ),
    "sr-Latn": (
        "i u na je se za s od da su o koji koja koje te kao iz do ili po bi bio bila bilo što ne "
        "nije nisu prema između takođe više sve ali biti bude kako protiv nakon posle ova ovaj sa "
        "zbog samo može mogu jer već ko gde ovde pre pri mora nego treba godina"
    ),
    "tr": (
        "ve bir bu için ile da de olarak olan daha çok en gibi kadar ya ancak sonra ise veya "
        "tarafından arasında üzere karşı değil her ne olduğu etmek edilen birlikte göre ki hem"
    ),
    "uk": (
        "і в у на з що та до не за від для як а але його її при це також їх або був була були зі "
        "про під між щоб які який яка буде вони він вона цей ці цього після через вже лише більше "
        "може є всі якщо"
    ),
    "vi": (
        "và của là các có được trong cho với không này một những để đã từ về người khi trên cũng "
        "như đến tại sẽ"
    ),
    "fa": (
        "و در به از که این را با است برای آن یک می تا بر های شود شده بود خود هم اما نیز باید شد "
        "دارد کند ها کنند میان علیه آنها ما نمی"
    ),
    "ur": "اور کے میں کی ہے کا سے کو نے یہ پر کہ ہیں اس بھی تھا نہیں ایک ان جو تو تھے گیا ہو کر",
}
"""Frequent words of each language, in lower case, those that it shares with others included."""

LETTERS: Final = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ca": "àçèéíïòóúü", "cs": "áčďéěíňóřšťúůýž", "cy": "âêîôûŵŷáéíóúẃýàèìòùäëïöü",
    "da": "æøåéáó", "de": "äöüßé", "en": "éèêïñçôâ", "eo": "ĉĝĥĵŝŭ", "es": "áéíñóúü",
    "et": "äõöüšž", "eu": "ñüç", "fi": "äöåšžé", "fr": "àâæçéèêëîïôœùûüÿ", "ga": "áéíóú",
    "gl": "áéíñóúüï", "hr": "čćđšž", "hu": "áéíóöőúüű", "id": "é", "is": "áæðéíóöúýþ",
    "it": "àèéìíîòóùú", "lb": "äëéèêöüûôîïç", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
    "mt": "ċġħżàèìòùé", "nb": "æøåéóôòèê", "nl": "áéëïíóöüèêçà", "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõú", "ro": "ăâîșțşţ", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšžć",
    "sq": "çë", "sr-Latn": "čćđšž", "sv": "åäöéàü", "tr": "çğıöşüâîû",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "ar": "", "fa": "پچژگکی", "ur": "ٹڈڑںھہےگکیپچ",
}  # fmt: skip
"""The letters of each language: all of them in Cyrillic, those beyond ASCII in Latin, and those
beyond Arabic in the Arabic script."""

ENDINGS: Final = {
    "mk": "ата ето ите ните ната ното ање ства ски ската",
    "bg": "ата ето ите ият ята ване ната ният ните ното ират ваха яват ство ската ския ските",
    "ca": "ció cions ament itat aven",
    "cs": "ství ování ání ění ost ích ují ové ovat ujíc ího ému ými",
    "da": "else elser erne heder hed ende ninger iske elige",
    "de": "ung ungen keit heit lich liche lichen ischen ische schaft ierung ieren enden",
    "en": "ing ings tion tions ment ments ness ity ied ould",
    "es": "ción ciones miento mientos dad dades mente iendo aron ieron ados adas",
    "et": (
        "mise misel mist misega sest sele stes tega dega test dest tud dud nud vad line lise "
        "lised liste mine tuse luse ldus duse alast aks ades ama amat"
    ),
    "fi": (
        "ssa ssä sta stä lla llä lta ltä lle ksi seen iin ien jen nen isen minen misen mista taan "
        "tään vat vät uus yys uuden uutta yyttä mpaa mpää taa tää teen ista inen iset"
    ),
    "fr": "ement ité ités aux eux euse ées aient ions sion tions ère ière ique iques",
    "ga": "acht achta adh aíocht aíochta ithe aithe úil úla tear anna cht ála íonn ann",
    "gl": "ción cións mento dade",
    "hr": "anja enja dnja anje enje ijom oga ama ima teta stvo stva stvom ovanje ija ije iju jući",
    "hu": (
        "ban ben ság ség ságok nak nek val vel ból ből ról ről hoz hez tól től ása ése ára ére "
        "ások ért ott ett ják nként kat ket ként"
    ),
    "it": "zione zioni mente ità ato ati ata ando endo gli elle nno ezza ismo",
    "lt": (
        "imas imo imą imui imais iai iams uose ose iame ybės ybę ams ėms ius inti usi iui ijos "
        "ijų ijai tos inės inių ainių ininkai"
    ),
    "lv": (
        "šanu šana šanas šanai ību ības ība ajiem ajām iem ām ēja ējā ums umu umi umiem isko iskā "
        "ijas ijai ajā ošu ošanu ētu"
    ),
    "mt": "zzjoni zzjonijiet ijiet jiet ijjiet ment tà ità iet ati",
    "nb": "else elser ene heter het ende ninger iske elige",
    "nl": "heid heden lijk lijke atie aties ingen eren uwen ende isme sche ische schap",
    "pl": "ego emu ych ymi ania enia anie enie ości ość ów ują ować stwa stwo aniu eniu anych ował",
    "pt": "ção ções mento mentos dade dades mente ndo aram eram iram ados adas",
    "ro": "ului elor ilor rea ării area iei iile ția ție ții ate ază ească ești ele",
    "ru": (
        "ого его ому ему ыми ими ых ость ости остью ться тся ется ются ией ами ями ений ении ания "
        "ство ства ция ции ение ание ной ных ный ные ская ский ской ских ству"
    ),
    "sk": "ania enia anie enie ovať ujú ajú osť osti iach iam stvo stva aní ovanie ovania",
    "sl": "anja enja anje enje ega emu ijo ami imi ost osti stva ajo ejo ijami ski skih",
    "sr": "ања ење оване ијом ога ама има ство",
    "sr-Latn": "anja enja anje enje ijom oga ama ima stvo stva",
    "sv": "het heter ning ningar arna erna ande iska ligt liga ades",
    "tr": "lar ler ları leri nın nin ması mesi için",
    "uk": "ого ому ими их ість ості ення ання ться ються ами ями ських ський",
}
"""Frequent endings of longer words, those that a language shares with others included."""

SIMPLIFIED: Final = (
    "们国这来时说会为个对发经开关长东车马见问间现动实学员组织统题应当两单总战权欧联亚华协议论语话请谈"
    "谢识证记许设评试详误调谁让认讨训访诉该读课质费资贸贫责败货贵买卖财进远还连运过达迟适选边铁银钱针错"
    "门闭闻阅队阳阴阶际陆险随难雾页顶项顺须顾预领频颜风飞饭馆驻验鱼鸟龙齐报务办负产严丰临举义习书乱争亲"
    "亿仅从仓众优传伤伟体兴养写军农况减击划则创别剂剧劝励劳势区医卫历压厅县参双变听启响团园围图圆场坏"
    "块坚坛处备复够头夹奖妇孙宁宝审宪宽宾导将尔尽层属岁岛币师带帮库庆庄废广异张强归录彻忆态恶怀惊户执扩"
    "扫护担据择挥损换摄敌数断无显晓术机杀杂条极构树样标桥检楼欢残毁气汉汇沟泽洁浅测济浓润渐湾湿满灭灯灵"
    "灾热爱牺状独环疗监盖盘矿码确础离种积称稳穷竞笔类紧纪约级纷纳纸线练细终结给绝继绩续维综绿编网罚职肃胜"
    "脑脚舰艺节苏荣药获营虽虑补装规视观览觉触计订谋"
)
"""Characters that only Simplified Chinese has, each above its traditional form."""
TRADITIONAL: Final = (
    "們國這來時說會為個對發經開關長東車馬見問間現動實學員組織統題應當兩單總戰權歐聯亞華協議論語話請談"
    "謝識證記許設評試詳誤調誰讓認討訓訪訴該讀課質費資貿貧責敗貨貴買賣財進遠還連運過達遲適選邊鐵銀錢針錯"
    "門閉聞閱隊陽陰階際陸險隨難霧頁頂項順須顧預領頻顏風飛飯館駐驗魚鳥龍齊報務辦負產嚴豐臨舉義習書亂爭親"
    "億僅從倉眾優傳傷偉體興養寫軍農況減擊劃則創別劑劇勸勵勞勢區醫衛歷壓廳縣參雙變聽啟響團園圍圖圓場壞"
    "塊堅壇處備複夠頭夾獎婦孫寧寶審憲寬賓導將爾盡層屬歲島幣師帶幫庫慶莊廢廣異張強歸錄徹憶態惡懷驚戶執擴"
    "掃護擔據擇揮損換攝敵數斷無顯曉術機殺雜條極構樹樣標橋檢樓歡殘毀氣漢匯溝澤潔淺測濟濃潤漸灣濕滿滅燈靈"
    "災熱愛犧狀獨環療監蓋盤礦碼確礎離種積稱穩窮競筆類緊紀約級紛納紙線練細終結給絕繼績續維綜綠編網罰職肅勝"
    "腦腳艦藝節蘇榮藥獲營雖慮補裝規視觀覽覺觸計訂謀"
)
"""Characters that only Traditional Chinese has, in the same order."""

UNSPACED: Final = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})
"""Languages that set no space between words."""

_NEAR: Final = (
    frozenset({"da", "nb", "nn", "no", "sv"}),
    frozenset({"cs", "sk"}),
    frozenset({"bs", "hr", "sl", "sr", "sr-Latn"}),
    frozenset({"ca", "es", "gl", "pt"}),
    frozenset({"be", "bg", "mk", "ru", "sr", "uk"}),
    frozenset({"de", "lb", "nl"}),
    frozenset({"id", "ms"}),
    frozenset({"ja", "zh", "yue"}),
)


def is_near(language: str, other: str) -> bool:
    """Whether two languages share whole phrases."""
    return any(language in group and other in group for group in _NEAR)
