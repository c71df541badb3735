"""Words in another language are told so, and bring up nothing: the encoder reads only English.

Of Arabic, Polish or Somali it makes "refugee support worker" and "interpreter", whatever was
said, with a reason beside it. The sentences mean "I like mending phones and computers" or "I want
to help people".
"""

from datetime import date
from pathlib import Path

import pytest

from matching.answers import Answers
from matching.questionnaire import Questionnaire
from matching.recommend import Engine
from roles_catalogue.catalogue import Catalogue
from scripts.bench.safety import INNOCENT, TROUBLE, read_cases
from scripts.bench.search import QUERIES, read_questions

ON = date(2026, 11, 22)
OTHERS = {
    "Arabic": "أحب إصلاح الهواتف وأجهزة الكمبيوتر. أريد مساعدة الأطفال المرضى",
    "Chinese": "我喜欢修理电脑,想帮助生病的孩子",
    "French": "J'aime réparer les ordinateurs et aider les enfants malades",
    "German": "Ich helfe gern Menschen und repariere Computer",
    "Hungarian": "Szeretek telefonokat javítani és segíteni az embereknek",
    "Kurdish": "Ez hez dikim alîkariya mirovan bikim û telefonan çê bikim",
    "Persian": "من دوست دارم به مردم کمک کنم و کامپیوتر تعمیر کنم",
    "Polish": "Lubię naprawiać telefony i komputery. Chcę pomagać ludziom.",
    "Portuguese": "Gosto de consertar telefones e quero ajudar as pessoas",
    "Romanian": "Îmi place să repar telefoane. Vreau să ajut oameni bolnavi.",
    "Slovak": "Rada pomáham ľuďom a opravujem počítače",
    "Somali": "Waxaan jeclahay inaan dadka caawiyo oo aan hagaajiyo taleefannada.",
    "Spanish": "Me gusta arreglar teléfonos y quiero ayudar a niños enfermos",
    "Tigrinya": "ሰባት ክሕግዝ እፈቱ። ኮምፒተር ክዕርይ እፈቱ",
    "Turkish": "İnsanlara yardım etmeyi ve bilgisayar tamir etmeyi seviyorum",
    "Ukrainian": "Я люблю ремонтувати телефони і хочу допомагати людям",
    "Urdu": "مجھے لوگوں کی مدد کرنا پسند ہے",
}
ENGLISH = (
    "i like fix phone and computer. i help my brother he is ill. my english small",
    "want work hospital. i am good cook",
    "me like baby",
    "i wnat to wrok wiht childrn and hlep famlies",
    "innit bruv i just wanna chill wiv old folk n ave a natter",
)
TAKEN_FOR_OTHERS = 1
"""Of 1,300 English texts and searches, on 22 November 2026."""


@pytest.fixture(scope="module")
def engine(artefacts: Path) -> Engine:
    return Engine.open(artefacts, Catalogue.load(), Questionnaire.load())


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_read_into_another_language(engine: Engine, language: str) -> None:
    slate = engine.recommend(Answers(text=OTHERS[language]), on=ON)
    assert slate.basis == "starter"
    assert "text_not_english" in slate.notes
    assert not any(role.reasons for role in slate.roles)


@pytest.mark.parametrize("text", ENGLISH)
def test_a_little_english_counts(engine: Engine, text: str) -> None:
    slate = engine.recommend(Answers(text=text), on=ON)
    assert slate.basis == "answers"
    assert "text_not_english" not in slate.notes


def test_english_is_hardly_ever_taken_for_another_language(engine: Engine) -> None:
    said = [case.text for path in (TROUBLE, INNOCENT) for case in read_cases(path)]
    asked = [q.query for path in QUERIES for q in read_questions(path, engine.catalogue)]
    others = [t for t in (*said, *asked) if not engine.finder.speller.is_english(t)]
    assert len(others) <= TAKEN_FOR_OTHERS, others
