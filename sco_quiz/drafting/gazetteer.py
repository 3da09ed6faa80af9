"""A few names that everyone knows: evidence of what a name names, and wrong options where a document has too few."""

from __future__ import annotations

from sco_quiz.drafting.wordlists import listed, word_set

COUNTRIES = listed(
    "France,Germany,Italy,Spain,Portugal,Poland,Russia,China,India,Japan,Brazil,Canada,Mexico,Australia,Argentina,"
    "Turkey,Iran,Iraq,Israel,Greece,Sweden,Norway,Denmark,Finland,Austria,Switzerland,Belgium,Ireland,Scotland,England,"
    "Wales,Britain,Ukraine,Hungary,Romania,Kenya,Nigeria,Ethiopia,Morocco,Algeria,Chile,Peru,Colombia,Cuba,Vietnam,"
    "Thailand,Indonesia,Pakistan,Bangladesh,Kazakhstan,Uzbekistan,Kyrgyzstan,Tajikistan,Mongolia,Belarus,Afghanistan,"
    "Nepal,Iceland,Croatia,Serbia,Syria,Libya,Sudan,Ghana,Bolivia,Ecuador,Venezuela,Uruguay,Paraguay,Malaysia,"
    "Philippines,Singapore,Lebanon,Jordan,Egypt,Estonia,Latvia,Lithuania,Slovakia,Slovenia,Bulgaria,Zambia,Zimbabwe,Uganda,"
    "Tanzania,Tunisia"
)
CITIES = listed(
    "London,Paris,Berlin,Rome,Madrid,Lisbon,Warsaw,Moscow,Beijing,Shanghai,Tokyo,Delhi,Mumbai,Cairo,Istanbul,Athens,"
    "Vienna,Prague,Budapest,Stockholm,Oslo,Copenhagen,Helsinki,Dublin,Edinburgh,Brussels,Amsterdam,Geneva,Zurich,"
    "Munich,Hamburg,Milan,Naples,Florence,Venice,Barcelona,Washington,Boston,Chicago,Philadelphia,Toronto,Sydney,"
    "Melbourne,Jerusalem,Baghdad,Tehran,Kyoto,Seoul,Bangkok,Singapore,Hong Kong,New York,Los Angeles,San Francisco,"
    "Tashkent,Astana,Qingdao,Tianjin,Bishkek,Dushanbe,Kyiv,Minsk,Newcastle,Oxford,Cambridge,Manchester"
)
REGIONS = listed(
    "Europe,Asia,Africa,North America,South America,Antarctica,Siberia,Central Asia,Eastern Europe,Western Europe,"
    "Scandinavia,United States,United Kingdom,Soviet Union,Earth,Middle East"
)
PLACES = frozenset((*COUNTRIES, *CITIES, *REGIONS))
PLACE_WORDS = word_set(
    "Lake River Mount Mountain Mountains Sea Ocean Canal Island Islands City Bay Strait Valley Desert Peninsula "
    "Cape Falls Port Street Square Palace Castle Park Gulf Province County Coast"
)
ORGANISATION_WORDS = word_set(
    "Company Union Organisation Organization Nations University Institute Court Authority Party Agency Council "
    "Commission Committee Association Foundation Bank Ministry Department Parliament Congress Senate Corporation "
    "Inc Ltd Society Academy College School Church Army Navy Force Museum Group League Federation Laboratory "
    "Laboratories Telegraph Times Office Service Bureau Team Observatory Hospital"
)
TITLES = word_set(
    "President King Queen Prince Princess Emperor Empress Pope Sir Lord Lady Dr Mr Mrs Ms Professor Prof General "
    "Captain Admiral Colonel Saint St Ambassador Senator Governor Chancellor Sultan Tsar Duke Count"
)
ROLES = word_set(
    "president king queen emperor empress minister scientist engineer inventor painter poet author writer "
    "composer philosopher diplomat general explorer architect physicist chemist biologist zoologist botanist "
    "astronomer mathematician historian economist geologist doctor surgeon lawyer judge merchant missionary "
    "programmer developer novelist sculptor monk bishop pope sultan tsar wife husband son daughter brother sister "
    "father mother ambassador secretary chancellor director founder naturalist geographer journalist photographer "
    "singer actor actress"
)
GIVEN_NAMES = word_set(
    "John James William George Charles Thomas Henry Robert Edward David Michael Peter Paul Richard Joseph Daniel "
    "Benjamin Samuel Isaac Albert Alexander Karl Carl Friedrich Johann Ludwig Hans Otto Max Pierre Jean Jacques "
    "Louis Ferdinand Antoine Henri Marie Maria Anna Anne Elizabeth Mary Margaret Catherine Jane Emma Ada Grace "
    "Rosalind Florence Alice Sarah Susan Helen Rachel Charlotte Emily Victoria Julia Irène Ivan Vladimir Nikolai "
    "Dmitri Leo Giovanni Giuseppe Leonardo Galileo Marco Pablo Miguel Juan José Carlos Simón Fidel Gamal Mohammed "
    "Muhammad Ali Abraham Andrew Alan Linus Guido Dennis Ken Tim Steve Bill Donald Edwin Francis Frederick Gregor "
    "Stephen Walter Winston Howard Ernst Dorothy Christine Mario Angela Barack Ronald Jimmy Nelson Martin Luther "
    "Christopher Vasco Hernán Francisco Diego Frida Claude Vincent Edgar Wolfgang Franz Johannes Clara Antonio "
    "Sofia Sophie Elena Olga Natalia Irina Sergei Boris Mikhail Yuri Igor Andrei Pavel Josef Wilhelm Werner Niels "
    "Erwin Enrico Hermann Heinrich Gottfried Blaise René Simone Jeanne Hannah Ruth Martha Eleanor Harriet Rosa "
    "Katherine Barbara Margarethe Lise Lydia Nancy Patricia Linda Brian Kevin Eric Philip Hugh Arthur Alfred "
    "Ernest Frank Jawaharlal Indira Mahatma Mao Deng Ho Kofi Desmond Julius Augustus Marcus Laura Diana Ann"
)
DEMONYMS = word_set(
    "British English French German Italian Spanish Polish Russian Chinese Indian Japanese Dutch Greek Roman "
    "Turkish Egyptian American European African Asian Irish Scottish Welsh Swiss Swedish Danish Norwegian Finnish "
    "Austrian Soviet Arab Jewish Christian Catholic Protestant Muslim Islamic Latin Persian Ottoman Victorian "
    "Mexican Cuban Canadian Australian Israeli Iraqi Iranian"
)
DAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
KNOWN = PLACES | GIVEN_NAMES | TITLES
