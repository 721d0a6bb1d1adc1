"""A few words may ask for an entry outright, whatever was learned: those that it lists under `asked_with`.

Of `bot/core/understanding/follow_ups/asked_outright.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from tests.support.questions import question


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("полицияға айтасың ба", "bot.privacy"),
        ("а полиция увидит?", "bot.privacy"),
        ("will the police see this", "bot.privacy"),
        ("will police deport me", "support.foreigners"),
        ("меня депортируют?", "support.foreigners"),
        ("полиция шақырғым келмейді", "support.without_police"),
        ("полицияға хабарласпаймын", "support.without_police"),
        ("я не хочу вызывать полицию", "support.without_police"),
        ("i dont want to call the cops", "support.without_police"),
        ("не хочу психолога", "chat.no"),
        ("I dont want a psychologist", "chat.no"),
        ("психологке барғым келмейді", "chat.no"),
        ("и в приют не хочу", "support.no_call"),
        ("i dont want to go to a shelter", "support.no_call"),
        ("почему вы одно и то же пишете", "bot.human"),
        ("why do you keep saying the same thing", "bot.human"),
        ("неге бір нәрсені қайталай бересің", "bot.human"),
        ("хочу знать свои права", "law.overview"),
        ("just want to know my rights", "law.overview"),
        ("онда айтайын ба", "support.hard_to_say"),
        ("onda aitaiyn", "support.hard_to_say"),
        ("просто выслушай", "support.hard_to_say"),
        ("just listen", "support.hard_to_say"),
        ("will doctors call the police", "support.medical"),
        ("врач сообщит в полицию?", "support.medical"),
        ("дәрігер полицияға айта ма", "support.medical"),
        ("жай ғана тыңдашы", "support.hard_to_say"),
        ("😭😭😭", "support.hard_to_say"),
        ("в полиции смеются", "support.police_refused"),
        ("I already called 102, nobody came", "support.police_refused"),
        ("102 шақырдым, келмеді", "support.police_refused"),
        ("вызвала полицию, никто не приехал", "support.police_refused"),
        ("police will laugh", "support.police_refused"),
        ("can police help", "support.police"),
        ("Что должен делать полицейский по вызову о бытовом насилии?", "support.police"),
        ("Салтанат заңы деген не?", "law.2024"),
        ("закон Салтанат это что", "law.2024"),
        ("Вечер был в Алматы?", "event.where"),
        ("и что было 500 человек?", "event.attendance"),
        ("Кеш 2025 жылы өтті ме?", "event.when"),
        ("был ли ЕС", "ambassadors.all"),
        ("who spoke first", "event.programme"),
        ("show films", "films.all"),
        ("а можно ещё вопрос", "chat.ok"),
        ("это неправда", "chat.no"),
        ("өшіріп тастауым керек", "bot.hide"),
        ("он завтра выходит", "support.safety_plan"),
        ("наказание за изнасилование", "support.legal"),
        ("за угрозу убийством", "support.legal"),
        ("penalty for rape", "support.legal"),
        ("қорқытқаны үшін қандай жаза", "support.legal"),
        ("what article covers rape", "support.legal"),
        ("сколько дают за изнасилование", "support.legal"),
        ("зорлағаны үшін неше жыл", "support.legal"),
        ("статья за преследование", "law.stalking"),
        ("предписание на сколько суток?", "support.protective_order"),
        ("Можно ли простить измену", "support.psychological"),
        ("алаяқтар қоңырау шалып жатыр", "support.102"),
        ("Мошенники звонили, сказали посадят сына", "support.102"),
        ("scammers call my mother", "support.102"),
        ("What can a man do to help", "campaign.join"),
        ("Мужчина как может помочь", "campaign.join"),
        ("Ер адам қалай көмектесе алады", "campaign.join"),
        ("What should men do about violence", "campaign.join"),
        ("Хочу провести такой вечер в колледже", "campaign.screening"),
        ("Can we do something like this at our university", "campaign.screening"),
        ("how do we organise such an event", "campaign.screening"),
        ("Осындай кешті колледжде өткізгім келеді, неден бастау керек", "campaign.screening"),
        ("Іс-шараны қалай ұйымдастырамыз", "campaign.screening"),
        ("Как зовут мужа Гульмиры", "film.gulmira.theme"),
        ("болды осы ғана керегі", "chat.ok"),
        ("болды енді кетем", "chat.goodbye"),
        ("басқа ештеңе керек емес рахмет", "chat.thanks"),
        ("менде бір проблема бар еді", "support.hard_to_say"),
        ("у меня есть одна проблема", "support.hard_to_say"),
        ("i have a problem", "support.hard_to_say"),
        ("күйеуіме байланысты", "support.hard_to_say"),
        ("сенім деген не", "bot.name"),
        ("I am a diplomat's wife", "support.foreigners"),
        ("the movie killed me", "films.touched"),
        ("фильм меня убил", "films.touched"),
        ("фильм мені жылатты", "films.touched"),
        ("Можно вас процитировать?", "bot.sources"),
        ("I volunteer on a helpline and I'm burning out", "support.psychological"),
        ("волонтермін, шаршадым, ұйқым қашты", "support.psychological"),
        ("Рақмет, әпкеме кетіп қалдым, енді қауіпсізбін", "support.calmer"),
        ("I'm safe now, thanks", "support.calmer"),
        ("111-ге қоңырау шалдым, алмады", "support.no_answer"),
        ("позвонила на 111, мне нагрубили", "support.no_answer"),
        ("I called 111 and they were rude", "support.no_answer"),
    ],
)
def test_listed_words_are_answered_by_their_entry(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text)).entry == entry


@pytest.mark.parametrize(
    ("cry", "text", "entry"),
    [
        ("муж бьет", "а полиция увидит?", "bot.privacy"),
        ("ол мені ұрады", "полицияға айтасың ба", "bot.privacy"),
        ("I am a migrant, he hits me", "will police deport me", "support.foreigners"),
        ("муж бьет", "просто выслушай", "support.hard_to_say"),
        ("муж бьет", "если приедут, его заберут?", "support.police"),
        ("күйеуім ұрады", "111-ге қоңырау шалдым, алмады", "support.no_answer"),
        ("меня бьет муж", "позвонила на 111, мне нагрубили", "support.no_answer"),
        ("he beats me", "I called 111 and they were rude", "support.no_answer"),
        ("муж бьет", "нет полицию не хочу", "support.without_police"),
        ("i was raped", "why do you keep saying the same thing", "bot.human"),
        ("что делать если насилуют", "дайте статистику", "figures.kazakhstan"),
        ("my husband hits me", "what are the statistics", "figures.kazakhstan"),
        ("муж бьет", "а сколько мужчин", "figures.men"),
    ],
)
def test_after_help_they_are_answered_as_well(dialogue: Dialogue, cry: str, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text), dialogue.reply_to(question(cry)).memory).entry == entry


@pytest.mark.parametrize(
    ("before", "text", "entry"),
    [
        ("which ambassadors came", "the british?", "ambassadors.all"),
        ("what was the third film", "how long is it", "films.third"),
        ("какие законы есть", "какой штраф", "law.criminal"),
        ("наказывают ли за изнасилование в браке", "а у нас?", "law.marital_rape"),
        ("гүлмира режиссері", "ол кім", "speaker.eszhanova"),
        ("асель ержанова кто", "что она сняла", "film.pay_the_bill"),
    ],
)
def test_some_words_ask_for_it_only_right_after_other_entries(
    dialogue: Dialogue, before: str, text: str, entry: str
) -> None:
    after = dialogue.reply_to(question(text), dialogue.reply_to(question(before)).memory)

    assert after.entry == entry
    assert dialogue.reply_to(question(text)).entry != entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("her phone number", "bot.hide"),
        ("не знаю как вызвать полицию", "support.without_police"),
        ("полицию не вызвали", "support.without_police"),
        ("мне нужен психолог", "chat.no"),
        ("Насколько распространено онлайн-насилие, есть цифры?", "figures.kazakhstan"),
        ("жол ережесін бұзғаны үшін айыппұл қанша", "law.criminal"),
        ("неге зорлық қайталанады", "bot.human"),
        ("why does violence repeat", "bot.human"),
        ("сестра завтра выходит замуж", "support.safety_plan"),
        ("i listen to music", "support.hard_to_say"),
        ("покажи фильмы про насилие", "films.all"),
    ],
)
def test_words_that_only_look_alike_ask_for_something_else(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text)).entry != entry


def test_what_was_not_understood_tells_the_numbers_once(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("my phone was stolen"))

    assert (reply.kind, reply.text.count("111")) == ("fallback", 1)


def test_above_an_answer_the_numbers_do_not_say_that_nothing_was_understood(dialogue: Dialogue) -> None:
    memory = dialogue.reply_to(question("my girlfriend says she will kill herself")).memory
    reply = dialogue.reply_to(question("what do I do"), memory)

    assert reply.entry
    assert "do not understand" not in reply.text
