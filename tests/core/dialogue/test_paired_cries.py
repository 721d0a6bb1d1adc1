"""S1, S5: the same cry is heard alike in Kazakh, Russian and English, with Kazakh letters and without.

Of the rules in `knowledge/crisis/`, with what was learned beside them.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from tests.support.questions import question

PAIRED = {
    "stalking": [
        ("күйеуім ватсапымды оқиды", "муж читает мой ватсап", "he reads my messages on whatsapp"),
        (
            "жігітім жалаңаш суретімді жібер деп қорқытады",
            "бывший требует голые фотки",
            "he demands naked pictures from me",
        ),
    ],
    "other": [
        (
            "досым қыз алып қашқысы келеді",
            "друг хочет украсть невесту, позвал меня",
            "my friend wants to kidnap a bride",
        ),
        ("ұлым әскерде, ұрады екен", "сына в армии избили", "my son is in the army and they beat him"),
        (
            "ұлымның шалбарын шешіп видеоға түсірді",
            "мальчики стянули с сына штаны",
            "my son is 9, boys pulled his pants down",
        ),
        (
            "жолаушы әйелді сабап жатты",
            "в моём такси пассажир избивал девушку",
            "a passenger was beating a woman on my bus",
        ),
        (
            "автобуста мас еркекпен қыз жалғыз отыр",
            "в автобусе девочка лет семи одна с пьяным",
            "a girl is alone with a drunk man on the bus",
        ),
        (
            "көршінің әйелін ұрғанын түсіріп алдым",
            "я снял, как сосед бьёт жену",
            "i recorded my neighbour hitting his wife",
        ),
        (
            "әпкем Түркияда, күйеуі шығармайды",
            "подруга в Москве, муж её запер",
            "my sister is in Turkey, he won't let her out",
        ),
        (
            "қарындасым 13те, 30 жастағы жігітпен жүр",
            "дочке хотят сделать обрезание",
            "my daughter (14) has a boyfriend who is 35",
        ),
        (
            "досым мас қызбен жаттым деп мақтанады",
            "друг хвастается, что переспал с пьяной",
            "my friend had sex with a girl who was passed out",
        ),
        ("сіңлім 12-де, ағам тиіседі", "крестнице 10, отчим лезет", "my niece is 8, her stepmother beats her"),
        (
            "қызым жігітіне көшкелі телефонды көтермейді",
            "дочь перестала отвечать на звонки после того как переехала к парню",
            "my daughter stopped answering since she moved in with her boyfriend",
        ),
        ("құрбымды зорлап кетті", "мою девушку изнасиловали", "my girlfriend was raped, how do i help"),
        (
            "әпкем оған қайта береді, шаршадым",
            "моя сестра возвращается к нему каждый раз, я устала",
            "my sister goes back to him every time, i'm tired",
        ),
        ("күйеуім енемді ұрады", "муж бьет свекровь", "my husband beats my mother-in-law"),
        ("ағам анамды аш ұстайды", "брат морит голодом больную мать", "my brother starves my sick mother"),
        ("түрмеде күйеуімді азаптап жатыр", "в тюрьме мужа пытают", "they are torturing my husband in prison"),
        ("ұлымды жаттықтырушы қинапты", "сын 9 лет, дядя заставил трогать", "my son is 9, uncle made him touch him"),
        ("қызым 6 жаста, ағасы ол жерін ұстапты", "мальчик 9 лет, дядя заставил трогать", "the coach touches girls"),
        ("12 жаста қызым жүкті болып қалды", "дочь 12 лет беременна", "my daughter is 12 and pregnant"),
    ],
    "disclosure": [
        ("күйеуім мені психушкаға тапсырды", "муж упёк меня в психушку", "my husband had me committed"),
        ("бізге ұйықтасын деп укол салады", "нам колют что-то, чтобы спали", "they inject us so we sleep"),
        (
            "мен соқырмын, көрші рұқсатсыз кіреді",
            "я незрячая, хозяин заходит без стука",
            "i'm blind and the landlord walks in without asking",
        ),
        ("күйеуім тоқал алды", "муж взял вторую жену", "my husband brought a second wife"),
        (
            "мені молдаға апарып түзетпек",
            "меня отправляют к мулле на перевоспитание",
            "they are sending me to an imam to be fixed",
        ),
        ("күйеуім трусиімді тексереді", "он проверяет мои трусы", "he checks my underwear"),
        ("күйеуім дәрімді лақтырып тастады", "муж выбросил мои таблетки", "he won't buy medicine for me"),
        ("бүгін түнде кетем, ол ұйықтап жатыр", "хочу уйти сегодня ночью, пока он спит", "I have to leave tonight"),
        ("күйеуім күнде ұрат, не істим", "муж угрожает забрать детей и увезти", "my flatmate slapped me"),
        (
            "ата анам мені күйеуіме қайтарып жатыр",
            "родители отправляют меня обратно к мужу",
            "my parents are sending me back to him",
        ),
        ("күйеуім маған мерез жұқтырды", "муж заразил меня сифилисом", "my husband gave me chlamydia"),
        ("мен оны ұрған жоқпын, ол мені ұрды", "это не я ее бью, а она меня", "it's not me who hits, she hits me"),
        ("оған 15 тәулік берді", "дали ему 10 суток", "judge gave him 15 days"),
        ("балалық шағымда әкем ұратын", "мне 30, в детстве меня бил отец", "my dad used to beat me when i was a kid"),
        ("оған қайтқым келмейді", "не хочу обратно к нему", "i don't want to go back to him"),
        ("балам бар, күйеуім қорқытады", "у меня ребёнок и муж угрожает", "i have a baby and my husband threatens me"),
        ("күйеуім қолымды сындырды", "муж сломал мне руку", "my husband broke my arm"),
        (
            "күйеуім кеше аяғымды сындырып тастады",
            "муж вчера сломал мне ногу",
            "my husband broke my leg lol, can i still come to the film",
        ),
        ("жігітім аяғымды сындырды", "парень сломал мне ногу", "my boyfriend broke my leg"),
        ("күйеуім мұрнымды сындырды", "бывший сломал мне нос", "my ex broke my nose"),
        ("ағам саусағымды сындырып жіберді", "брат сломал мне палец", "my brother broke my finger"),
        ("күйеуім қабырғамды сындырды", "муж сломал мне ребро", "my husband broke my rib"),
        ("күйеуім жағымды сындырды", "он сломал мне челюсть", "he broke my jaw"),
        ("ол тісімді сындырды", "он мне зуб выбил", "he knocked my tooth out"),
        ("қолымды күйеуім сындырды", "руку мне сломал муж", "my arm was broken by my husband"),
        ("соның кесірінен баламды жоғалттым", "я потеряла ребёнка из-за него", "i lost my baby because of him"),
        ("күйеуімнің кесірінен бала түсіп қалды", "из-за мужа потеряла ребенка", "he made me lose the baby"),
        (
            "күйеуім ішімнен тепкеннен бала түсіп қалды",
            "он пнул меня в живот и я потеряла ребенка",
            "he kicked me and i lost the baby",
        ),
        ("күйеуім мені тепті", "муж пнул меня", "my husband kicked me"),
        ("күйеуім шашымнан сүйреді", "муж таскал меня за волосы", "my husband dragged me by the hair"),
        ("ол шашымнан жұлды", "он тянул меня за волосы", "he pulled my hair"),
        ("күйеуім мені үйге қамап қояды", "муж запирает меня дома", "my husband locks me in the house"),
        ("күйеуім түнде бізді қамап қояды", "ночью нас запирают", "i came to work and they lock us in at night"),
        (
            "айтсаң не болатынын білесің деді",
            "он сказал ты знаешь что будет если расскажешь",
            "he said you know what happens if you tell",
        ),
        ("көгерген жерді қалай жасырамын", "как спрятать синяки", "how to hide bruises"),
        ("бетімдегі көгерген жерді қалай жабамын", "как замазать синяк под глазом", "how to cover a black eye"),
        ("мені полицияда ұрды", "меня били в полиции", "they beat me at the police station"),
        ("полицей мені ұрып тастады", "меня избил полицейский", "a policeman beat me"),
        ("полицейлер сабап тастады", "полицейский избил", "police beat me up"),
        ("ол мысығымды өлтірді", "убил мою кошку", "he killed my cat"),
        ("күйеуім итімді өлтіріп тастады", "муж убил мою собаку", "my husband killed my dog"),
        ("күйеуге шыққым келмейді, мәжбүрлейді", "не хочу замуж, заставляют", "i don't want to marry, they force me"),
        ("ата-анам күйеуге шығуға мәжбүрлейді", "родители заставляют меня замуж", "my parents force me to marry"),
        ("қолын көтерді маған", "руку на меня поднял", "he raised his hand at me"),
        (
            "ағам телефонымды намыс үшін тексереді",
            "брат проверяет мой телефон ради чести семьи",
            "my brother checks my phone for honour",
        ),
        ("күйеуім тісімді қағып тастады", "муж выбил мне зуб", "my husband knocked my tooth out"),
        ("күйеуім сындырды қолымды", "муж мне опять руку сломал", "my husband has just broken my wrist"),
        ("бөлімшеде мені сабады", "в отделении меня избили", "cops beat me"),
        ("мені зорлап күйеуге береді", "меня насильно выдают замуж", "they force me to get married"),
        ("оны қорғанып итеріп жібердім", "я оттолкнула его, защищаясь", "I pushed him away to protect myself"),
        ("мен қорғанып ұрдым", "я ударила его, чтобы он меня отпустил", "I hit him back, am I an abuser too?"),
        (
            "күйеуім прокуратурада істейді, арызымды алмайды",
            "у меня муж прокурор, в полицию не могу",
            "my boyfriend is a police officer, nobody will believe me",
        ),
        ("полицияда оның достары бар", "муж следователь, его все покрывают", "his friends are cops, they won't help"),
        ("мен студентпін, әкем ұрады", "я студентка, отец бьёт", "i am trans and my father beats me"),
        (
            "ертең мені ұзатады, мен қаламаймын",
            "не хочу замуж, заставляют, меня завтра отдают замуж",
            "i don't want to marry, they force me",
        ),
        (
            "күйеуім аборт жасатуға мәжбүрлейді",
            "муж заставляет делать аборт",
            "my husband forces me to have an abortion",
        ),
        (
            "бұрынғым қызымды алып кетті, қайда екенін айтпайды",
            "бывший забрал дочь и не говорит где она",
            "my ex took my daughter and won't say where she is",
        ),
        (
            "мен үшін қалыңмал алып қойды",
            "они уже сосватали, калым взяли",
            "they took bride price for me and i don't want it",
        ),
    ],
    "danger": [
        (
            "жүктімін, әкем білсе өлтіреді",
            "я беременна, отец узнает убьёт",
            "i'm pregnant, my father will kill me if he finds out",
        ),
        (
            "кетсең денеңді Ертістен табады дейді",
            "он сказал что меня найдут в Иртыше",
            "he says you'll find me in the lake",
        ),
        ("денемді ешкім таппайды деді", "он сказал никто не найдёт моё тело", "he told me nobody would find my body"),
        ("күйеуім жоғалып кетесің дейді", "муж говорит что я исчезну", "he said one day I'd just disappear"),
        (
            "бірдеңе ішкізді, аяғымды сезбеймін",
            "он дал мне что-то выпить, ног не чувствую",
            "he gave me a pill and I can't move my arms",
        ),
        ("басымды ваннаға батырды", "макал меня головой в унитаз", "he held my head under water as a joke"),
        ("мені балконнан лақтырам дейді", "шутит что сбросит меня с балкона", "he will throw me off the balcony"),
        (
            "көлікті ағызып, бірге өлеміз дейді",
            "он едет пьяный, говорит сейчас врежемся",
            "he is driving and says we'll crash together",
        ),
        (
            "досым қызға бірдеңе салып берді, ұйықтап жатыр",
            "приятель подсыпал девушке, она спит у меня",
            "my mate put something in a girl's drink",
        ),
        ("бөпем көгеріп кетті", "мой братик синий", "my baby brother is blue"),
        ("әкем анамды баспалдақтан итеріп жіберді", "папа уронил маму с лестницы", "dad pushed mum down the stairs"),
        ("анамның аузы қисайып қалды", "у мамы рот перекосило", "my mum's mouth is crooked"),
        ("қағанақ суым кетті", "рожаю, дома одна", "my waters broke, home alone"),
        ("әкем бізге мылтық кезенді", "папа угрожает ружьём", "my ex is waiting downstairs"),
        ("маған бір адам ілесіп келе жатыр", "за мной идут от остановки", "someone is following me right now"),
        (
            "баламды терезеден лақтырғым келеді",
            "хочу выкинуть ребёнка в окно",
            "I want to throw my baby out of the window",
        ),
        ("дауыстар балаңды өлтір дейді", "голоса говорят убить ребёнка", "the voices tell me to hurt my baby"),
        (
            "сыныптасым мектепке пышақ әкелем дейді",
            "ученик написал, что принесёт нож",
            "my classmate says he'll bring a knife to school",
        ),
        (
            "қыздың стақанына бірдеңе салғанын көрдім",
            "видел как в бокал подмешали",
            "I saw a man put a pill in a girl's glass",
        ),
        (
            "көршіде айқай, сосын дүрс етті де тынып қалды",
            "сверху кричала женщина, грохот и тишина",
            "screaming next door, a bang, then silence",
        ),
        ("мені күштеп алып кетіп, келін қылмақ", "меня силой увезли замуж", "i was kidnapped for marriage"),
        ("қарындасымды алып қашып кетті", "мою сестру украли вчера", "they kidnapped my sister to be a bride"),
        (
            "күйеуім құлыпты ауыстырып тастады, далада қалдым",
            "он сменил замки, некуда идти",
            "he changed the locks and i am on the street",
        ),
        ("көлікте түнеп жүрмін балаларыммен", "ночую в машине", "sleeping in my car"),
        ("бұрынғы күйеуім аңдып жүр, үйдің алдында тұр", "бывший стоит у подъезда сейчас", "my ex is at my door now"),
        ("үйде мылтығы бар, қорқытады", "у него оружие дома, угрожает", "he has a gun at home and threatens me"),
        (
            "итімді сабап, келесісі сен деді",
            "избивает собаку и говорит ты следующая",
            "he beat my dog and said you are next",
        ),
        ("телефонымды қазір алып қояды", "телефон скоро заберут", "they will take my phone soon"),
        (
            "күйеуім ұрып тастады, мұрнымнан қан кетіп жатыр",
            "муж ударил, кровь из носа",
            "my husband hit me and my nose is bleeding",
        ),
        ("басымнан ұрды, жүрегім айнып тұр", "он ударил по голове, меня тошнит", "he hit my head and i feel sick"),
        ("ол пышақ салып алды", "он меня пырнул", "he stabbed me"),
        ("мені еркектер қоршап алды", "меня окружили мужики и не отпускают", "men are surrounding me"),
        ("анамды ұрып жатыр", "папа маму бьёт сейчас", "dad is hitting my mom right now"),
        ("ол денеме темекі басты", "он тушит об меня сигареты", "he put out cigarettes on me"),
        ("күйеуім мені темекімен күйдірді", "муж прижигал меня сигаретой", "my husband burned me with a cigarette"),
        ("күйеуім мені бөлмеге қамап тастады", "муж запер меня в комнате", "my husband locked me in the room"),
        ("күйеуім мені буындырды", "муж меня душил", "my husband choked me"),
        ("бізді кепілге алды", "нас взяли в заложники", "we were taken hostage"),
        ("біз кепілдеміз", "мы в заложниках", "we are held hostage"),
        ("мені шығармай жатыр", "меня не выпускают", "they won't let me out"),
        ("күйеуім буындырса бұл санала ма", "если муж душит это считается?", "if my husband chokes me does it count"),
        ("күйеуі буындырса зорлық бола ма", "если муж душит жену это насилие", "is it abuse if he chokes me"),
        ("күйеуім мені қамап кетті", "меня запер муж", "my husband locked me up"),
        ("бізді тұтқында ұстап отыр", "нас держат в заложниках", "they are holding us hostage"),
        ("мені буындырды өткен аптада", "душил меня на прошлой неделе", "his hands around my neck last week"),
        ("күйеуімді өлтіргім келеді", "хочу убить мужа, он меня бьёт", "I want to kill my husband"),
        ("өлтіремін оны, шыдай алмаймын", "убью его, больше не могу терпеть", "I'll kill him, I can't take it"),
        (
            "мені жезөкшелікпен айналысуға мәжбүрлейді",
            "меня заставляют заниматься проституцией",
            "they force me into prostitution",
        ),
        (
            "паспортымызды алып қойды, шығармайды",
            "не платят и забрали паспорт, не выпускают",
            "they don't pay me and lock the dormitory",
        ),
    ],
    "suicide": [
        ("мен өзімді ұрам", "я бью себя по щекам", "I hit myself when I'm upset"),
        ("менің өмірім пайдасыз", "моя жизнь бесполезна", "my life is useless too"),
        ("әйелім кетсе өзімді өлтіремін", "если жена уйдет я повешусь", "I'll kill myself if she leaves"),
        ("мен тумағанда жақсы болар еді", "лучше бы меня не было", "it would be better if I didn't exist"),
        ("кеткім келеді бұл дүниеден", "я себя убью если она уйдет", "if he leaves me I will kill myself"),
        ("бақұл болыңыздар", "прощайте навсегда", "goodbye forever everyone"),
        ("сыныптастарым өл деп жазады", "группа травит меня, пишут сдохни", "classmates in a chat say I should die"),
        ("топта өзіңді өлтір деп жазады", "в чате класса пишут убей себя", "everyone tells me to kill myself"),
        ("тамырымды кесіп тастағым келеді", "вскрыться хочу", "i want to slit my wrists"),
        ("өзіме қол жұмсайын", "вскроюсь", "i'm going to kill myself"),
        ("қанша парацетамол өлтіреді", "сколько парацетамола смертельно", "how much paracetamol can kill"),
        ("өлу үшін қанша таблетка керек", "сколько таблеток чтобы умереть", "how many pills to die"),
        ("өлімге әкелетін доза", "смертельная доза", "lethal dose"),
        ("парацетамолдың өлімге әкелетін мөлшері", "смертельная доза парацетамола", "lethal dose of paracetamol"),
        (
            "қанша парацетамол тым көп",
            "сколько таблеток парацетамола слишком много",
            "how many paracetamol is too many",
        ),
        ("дәріден өліп кетуге бола ма", "можно умереть от таблеток", "can i die from tablets"),
        (
            "неше таблетка ішсе өледі",
            "сколько таблеток нужно выпить чтобы умереть",
            "how many pills do i need to take to die",
        ),
    ],
    "sexual": [
        (
            "қайын інім моншада есік ашып қарайды",
            "брат ложится рядом, когда все спят",
            "my uncle gets into my bed when everyone is asleep",
        ),
        ("презервативті шешіп тастады", "он тайком снял презерватив, без спроса", "he took the condom off halfway"),
        ("емші қолымнан ұстап, шешін деді", "мулла трогает во время лечения", "the healer told me to undress"),
        ("жатып күтемін ол біткенше", "лежу и жду когда он закончит", "I lie there and wait until he finishes"),
        ("қайын атам маған тиіседі", "свекр пристает", "my father in law keeps touching me"),
        ("біреу алдымызда шешініп тастады", "мужчина в парке разделся перед нами", "a man exposed himself to me"),
        ("мені зорлады", "меня изнасиловали", "i am raped by my cousin"),
        ("олар мені кезекпен зорлады", "меня пустили по кругу", "they took turns on me"),
        ("олар кезектесті", "они делали это по очереди", "they took turns"),
        ("мені ұстап тұрып күлді", "держали и смеялись", "they held me down and laughed"),
        ("мен қаламаймын бірақ ол бәрібір істейді", "я не хочу, а он все равно", "i say no and he does it anyway"),
        ("жоқ десем де тоқтамайды", "говорю нет а он все равно", "i tell him no but he does it anyway"),
        ("олар топ болып зорлады", "насиловали по очереди", "his friends took turns"),
        ("жоқ дедім ол тоқтамады", "говорю нет, а он продолжает", "i said no and he did it anyway"),
        ("таксист тіземе қолын қойды", "таксист трогал за ногу", "the driver put his hand on my knee"),
        ("учаскелік маған тиісті", "участковый приставал ко мне", "a policeman harassed me"),
        ("көршім мүшесін көрсетті", "мужчина показал мне член", "a man showed me his penis"),
        ("дикпик жібереді", "парень шлёт дикпики", "a guy sends me dick pics"),
    ],
    "child": [
        (
            "сыныптасым ұрып тиктокқа салды",
            "одноклассник избил меня и выложил видео",
            "my classmates beat me up and posted it",
        ),
        (
            "балалар ақша береді, кеудемді көрсет деп",
            "пацаны скинулись, чтобы я показала грудь",
            "the boys pay me to show my chest",
        ),
        ("анам ұрса бұл қалыпты ма", "мама бьет меня за двойки это нормально", "my mom hits me because of bad grades"),
        ("әкем бізді ұрады", "отчим нас бьет", "our stepfather beats us"),
        (
            "сыныптасым 13-те, жүкті болып қалды",
            "однокласснице 13 она беременна",
            "my classmate is pregnant by her stepdad",
        ),
        ("мен 17демін, жігітім ұрады", "мне 17, парень бьёт меня", "i am seventeen and my boyfriend hit me"),
        ("әкем сіңліме тиіседі, маған 13", "отец насилует мою сестрёнку, мне 13", "dad beats my sister, i'm thirteen"),
        ("9-сыныпта оқимын, ағам ұрады", "учусь в 9 классе, дядя бьёт", "i'm in 9th grade and my uncle beats me"),
        (
            "атам тізесіне отырғызады маған ұнамайды",
            "дед сажает на колени мне неприятно",
            "grandpa makes me sit on his lap i don't like it",
        ),
        (
            "мамамның жігіті мені аңдиды шешініп жатқанда",
            "мамин сожитель подсматривает за мной",
            "mum's boyfriend watches me in the shower",
        ),
        ("өгей әкем мені жуынып жатқанда қарайды", "отчим подглядывает за мной", "my stepdad peeps at me"),
        (
            "мені келесі айда күйеуге береді, маған 16 жас",
            "меня через месяц выдадут замуж, мне 16",
            "they are going to marry me off next month, i am 16",
        ),
        (
            "маған 16 жас, ата-анам күйеуге береді",
            "мне 16 лет, родители выдают замуж",
            "im 16 and my parents are marrying me off",
        ),
        ("мамамның жігіті мені аңдиды", "за мной подглядывает отчим", "my mum's boyfriend spies on me"),
        ("мені аңдып жүр, 13 жастамын", "за мной следит мужик, мне 13", "a man is following me, i'm 13"),
        ("мені үйден қуып шықты, 17 жастамын", "мне 17, мама выгнала из дома", "i'm 17, they threw me out"),
        ("15 жастамын, жүктімін", "мне 15, я беременна", "i'm 15 and pregnant"),
        ("мұғалім суретіңді жібер дейді", "учитель просит прислать фото", "my teacher asked me to send a pic"),
    ],
    "perpetrator": [
        (
            "оның фотосын топқа мен жібердім",
            "это я отправил её фото в группу",
            "i was the one who sent her photos to the group",
        ),
        (
            "әйелімнің паролін қалай білемін",
            "как узнать пароль от ватсапа жены",
            "how do i find out my wife's password",
        ),
        ("мүгедек күйеуімді ұрамын", "я бью мужа-инвалида", "I beat my son when he lies"),
        ("баламды ұрамын өтірік айтса", "я бью больную маму", "I beat my daughter when she gets bad marks"),
        ("ұратын менмін", "это я бью жену", "I am the one who hits her"),
        ("ұратын мен өзім", "абьюзер это я", "It's me who hits my wife"),
        ("баламды ұрғым келеді", "хочется потрогать племянницу", "I feel the urge to hurt my kids when they cry"),
        ("әйелім басқаға тиді, өлтірем", "жена изменила, убью обоих", "my wife cheated, I will kill them both"),
        ("қызым масқара қылды, өлтірем", "меня девушка боится", "girlfriend is scared of me"),
        (
            "маған қорғау нұсқамасын берді",
            "на меня выписали защитное предписание",
            "she got a restraining order against me",
        ),
        ("жиеніме тиістім", "я трогал племянницу", "i touched my niece"),
        ("мен зорладым", "я изнасиловал", "i raped someone"),
        ("балаларға құмартамын", "меня тянет к детям", "i am attracted to children"),
        ("із қалмайтындай қалай ұруға болады", "как бить чтобы не было следов", "how to hit without leaving marks"),
        (
            "әйелді ізі қалмайтындай қалай ұрамын",
            "как бить жену чтобы не осталось следов",
            "how to hit a woman without leaving marks",
        ),
        (
            "әйелімді ешкім көрмейтіндей қалай жазалаймын",
            "как наказать жену чтобы никто не видел",
            "how can i punish my wife so nobody sees",
        ),
        ("әйелімнің телефонын қалай аңдимын", "как следить за телефоном жены", "how to track my wife's phone"),
        (
            "әйелімнің телефонына тыңдайтын бағдарлама қалай орнатамын",
            "как поставить прослушку жене",
            "how to bug my wife's phone",
        ),
        ("әйелімнің хаттарын қалай оқимын", "как прочитать переписку жены", "how to read my wife's messages"),
        (
            "ол жылады, бірақ мен тоқтамадым",
            "она плакала но я продолжил, это изнасилование?",
            "she said no but i kept going, was it rape",
        ),
        ("ол қаламады, бірақ мен күйеуімін ғой", "она не хотела, но я муж", "she didn't want to but i'm her husband"),
        ("мен қызды суретімен шантаж жасадым", "я шантажировал девушку фотками", "i blackmailed a girl with photos"),
        (
            "мен 15 жастамын, сыныптасымды ұрып тастадым",
            "мне 15, я избил одноклассника и меня ищет полиция",
            "i'm 15, i beat up a classmate and the police are looking for me",
        ),
        (
            "мен 14 жастамын, қарындасыма тиістім",
            "мне 14, я трогал младшую сестру",
            "i'm 14 and i touched my little sister",
        ),
        (
            "алып қашуға көмектестім, қыз жылап отыр",
            "мы брата жены увезли невесту, что грозит",
            "i helped to kidnap a bride",
        ),
        ("әйелім тыңдамаса ұруға бола ма", "если жена не слушается можно ударить", "my wife deserved it"),
        ("әйелім менен қорқады", "меня жена боится", "my wife is afraid of me"),
        ("мен оны бопсаладым", "я слил фото бывшей", "i leaked my ex's nudes"),
        (
            "ішіп алсам қолымды тоқтата алмаймын",
            "отец бил мать и я теперь такой же",
            "i hit my girlfriend and i hate myself",
        ),
    ],
}
_WITHOUT_KAZAKH_LETTERS = str.maketrans("әғқңөұүһі", "агкноуухи")


@pytest.mark.parametrize(
    ("crisis", "texts"), [(crisis, texts) for crisis, listed in PAIRED.items() for texts in listed]
)
def test_the_same_cry_gets_the_same_help_in_three_languages(
    dialogue: Dialogue, crisis: str, texts: tuple[str, str, str]
) -> None:
    typed = dict.fromkeys((*texts, texts[0].translate(_WITHOUT_KAZAKH_LETTERS)))
    replies = {text: dialogue.reply_to(question(text)).crisis for text in typed}

    assert replies == dict.fromkeys(typed, crisis)


@pytest.mark.parametrize("text", ["ол ұйықтағанша күтіп отырмын", "жду пока он уснет", "waiting till he falls asleep"])
def test_whoever_waits_until_somebody_sleeps_is_shown_the_way_to_help(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert reply.kind == "crisis" or reply.soft_help


@pytest.mark.parametrize("text", PAIRED["perpetrator"])
def test_nothing_about_keeping_a_telephone_safe_stands_beside_the_words_for_who_hurts(
    dialogue: Dialogue, text: tuple[str, str, str]
) -> None:
    assert "support.phone_safety" not in {dialogue.reply_to(question(typed)).entry for typed in text}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("жиеніме тиістім", "баладан"),
        ("я трогал племянницу", "ребёнка"),
        ("i touched my niece", "child"),
        ("меня тянет к детям", "ребёнка"),
    ],
)
def test_who_harms_a_child_is_told_to_stay_apart_from_it(dialogue: Dialogue, text: str, word: str) -> None:
    assert word in " ".join(map(str, dialogue.reply_to(question(text)).paragraphs))


# fmt: off
HARMLESS = [
    "я сломала себе жизнь, шучу, когда фильм", "сын сломал мне телефон", "телефонымды сындырып тастады балам",
    "my son broke my phone", "this film broke my heart", "бөпем ішімнен тепті", "the baby kicked me from inside",
    "парикмахер тянул меня за волосы", "where can i put out a cigarette", "фильм о заложниках будет?",
    "is there a film about hostages", "хочу вскрыть конверт", "сколько женщин умирает от насилия",
    "how many people is too many for the hall", "басым ауырса қанша парацетамол ішуге болады",
    "сколько парацетамола можно от головы", "how much paracetamol can i take for a headache",
    "в полиции проводили семинар", "they took turns speaking on stage", "спикеры выступали по очереди",
    "мы держали плакаты и смеялись", "атам немересін тізесіне отырғызды", "he raised his hand to ask a question",
    "я трогал экспонаты руками", "i touched the exhibits", "меня тянет к знаниям", "балаларға арналған кино бар ма",
    "how to hang a poster without leaving marks", "как бить по мячу чтобы не было ошибок",
    "чем замазать синяки под глазами, не выспалась", "how to find my wife's lost phone",
    "мой муж полицейский, можно ему прийти на форум", "муж участковый, боюсь опоздает на вечер",
    "my dad is a police officer, can't come today, can I get a refund", "әкем полицей, келе алмайды, билет қайтара ма",
    "его брат работает в полиции, он придёт", "он сам судья?", "хочу убить время, какие фильмы идут",
    "I'll kill him lol he ate my pizza", "мысықты өлтіремін, тағы диванды тырнады", "I hit the ball back",
    "қош сау болыңыздар", "прощайте, до завтра", "goodbye everyone", "самозащита курс будет?",
    "my legs hurt but i kept going", "she cried at the film but i kept watching", "мне 16, я побил рекорд",
    "i beat a girl at chess", "my wife is afraid of spiders", "im 12 weeks pregnant", "меня сосватали, я счастлива",
    "i was never accused, i'm a lawyer", "моей дочери 7, можно на фильм?", "учитель просит фото для пропуска",
    "охрана на входе есть?", "мен 16 жастамын, келуге бола ма", "клиент схватил меня за рукав",
    "мне 10 раз прислали билет", "жена ушла в магазин", "не могу звонить, он на совещании",
    "I can't call, he is on the other line", "мама выпила таблетки от давления", "сын синий пояс получил",
    "accidents happen", "врач дал таблетку и не могу уснуть", "маған досым еріп келе жатыр",
    "drop me off at the bridge", "my father beats my mother at chess always",
]
# fmt: on


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_shares_words_with_a_cry_is_found_by_no_rule(dialogue: Dialogue, text: str) -> None:
    assert not dialogue.by_itself.recogniser.is_outright(text)
