"""The plan on two sides of A4, as a PDF."""

from collections.abc import Sequence
from typing import Final

from compass.journeys.privacy import shown_code
from web.plan.page import PlannedJob, PlanPage
from web.plan.sheet import (
    HEIGHT,
    INK,
    INK_SOFT,
    MARGIN,
    PAPER,
    TINTS,
    WHITE,
    WIDTH,
    Sheet,
)

TITLE: Final = "My plan: jobs in health and care in Leeds"
INSIDE: Final = WIDTH - 2 * MARGIN
FOOT: Final = HEIGHT - 11
CODE_SIZE: Final = 40.0
GROUND: Final = 10.0
"""Height of the band that Leeds stands on."""
PILL_SPACE: Final = 45.0
"""Room for the longest badge, with the gap after it."""
ON_PAPER: Final = 3
"""So many jobs have a box of their own; the others are in a list."""
NOTE_LINES: Final = 4
STATUS_TINTS: Final = {"open_now": TINTS["mint"], "one_step": TINTS["marigold"]}
FAR: Final = frozenset({"closed", "never", "unknown"})
UNREADABLE: Final = "Your note has letters that this paper cannot show. It is in My plan, as typed."
LEFT_OUT: Final = "(Some signs do not print. The whole note is in My plan.)"


def plan_pdf(page: PlanPage, code: str, site: str) -> bytes:
    """The plan as a PDF of exactly two pages.

    Args:
        code: the recovery code to print, 13 characters; none is printed if it is empty.
        site: the address of the start page.
    """
    return _Paper(page, code, site).draw().written()


class _Paper:
    """Draws one plan. What has no room on its page moves on or is left to the page on screen."""

    def __init__(self, page: PlanPage, code: str, site: str) -> None:
        self._page = page
        self._code = code
        self._site = site.rstrip("/")
        self._sheet = Sheet(TITLE)

    def draw(self) -> Sheet:
        sheet, jobs = self._sheet, self._page.jobs
        sheet.add_page()
        y = self._steps(self._head())
        if jobs:
            y = self._heading("My jobs, in my order", y + 7)
        boxed = list(jobs[:ON_PAPER])
        while boxed and y + self._job(boxed[0], y, dry=True) < FOOT - 4:
            y = self._job(boxed.pop(0), y) + 4.5
        self._lines("Notes", y, FOOT - 3)
        self._foot(1)
        sheet.add_page()
        has_room = len(boxed) < 2
        ground = HEIGHT - GROUND
        bottom = (sheet.skyline(ground) if has_room else ground) - 5 - self._way_back_height
        y = MARGIN
        if boxed:
            y = self._heading("My jobs, continued", y)
        for job in boxed:
            y = self._job(job, y) + 4.5
        y = self._asks(y, bottom)
        y = self._others(jobs[ON_PAPER:], y, bottom)
        self._lines("What I found out", y, bottom)
        self._way_back(bottom)
        self._foot(2)
        return sheet

    def _head(self) -> float:
        sheet, height = self._sheet, 31.0
        with sheet.decoration():
            sheet.set_fill_color(*INK)
            sheet.rect(0, 0, WIDTH, height, style="F")
            sheet.set_fill_color(*TINTS["marigold"])
            sheet.rect(0, height, WIDTH, 1.4, style="F")
        sheet.compass(WIDTH - MARGIN - 10, height / 2, 10)
        sheet.write("My plan", MARGIN, 5.5, 130, 30, bold=True, colour=PAPER, tag="H1")
        line = f"Career Compass Leeds, {self._page.made_on}"
        sheet.write(line, MARGIN, 20.5, 150, 11, colour=PAPER)
        return height + 8

    def _heading(self, text: str, y: float) -> float:
        return self._sheet.write(text, MARGIN, y, INSIDE, 16, bold=True, tag="H2") + 2

    def _steps(self, y: float) -> float:
        sheet, steps = self._sheet, self._page.steps
        if not steps:
            return sheet.write("Save a job first: its next steps come here.", MARGIN, y, INSIDE, 11)
        left, inside = MARGIN + 18, INSIDE - 24
        texts = [sheet.clipped(step.text, inside, 11, 4) for step in steps]
        heights = [sheet.text_height(text, inside, 11) + 4.3 for text in texts]
        height = 14 + sum(heights) + 2.6 * (len(steps) - 1) + 3.5
        sheet.box(MARGIN, y, INSIDE, height, TINTS["marigold"])
        title = "My next three steps" if len(steps) == 3 else "My next steps"
        at = sheet.write(title, MARGIN + 6, y + 3.5, INSIDE - 12, 16, bold=True, tag="H2") + 2
        for number, (step, text, used) in enumerate(zip(steps, texts, heights, strict=True), 1):
            sheet.disc(str(number), MARGIN + 10.5, at + 4.6, 8.4, WHITE)
            below = sheet.write(text, left, at, inside, 11)
            sheet.write(f"For: {step.job}", left, below, inside, 9)
            at += used + 2.6
        return y + height

    def _job(self, job: PlannedJob, y: float, *, dry: bool = False) -> float:
        """One job in a box; returns the y below it, or only its height if ``dry``."""
        sheet, left, inside = self._sheet, MARGIN + 19, INSIDE - 24
        note, facts = self._note(job), self._facts(job)
        note_left, note_width = left + 20, inside - 23
        way_width = inside - PILL_SPACE
        title_height = sheet.text_height(job.card.title, inside, 14, bold=True)
        pitch_height = sheet.text_height(job.card.pitch, inside, 10)
        way_height = max(sheet.text_height(job.way, way_width, 10), 6.2) if job.status else 0
        note_height = sheet.text_height(note, note_width, 10) + 2.6 if note else 0
        height = 3 + title_height + pitch_height + 1.3 + way_height
        height += sheet.text_height(facts, inside, 9.5) + (1.5 + note_height if note else 0) + 3
        if dry:
            return height
        sheet.card(MARGIN, y, INSIDE, height, TINTS[job.card.tint])
        sheet.disc(str(job.place), MARGIN + 7.5, y + 7.6, 8.6, WHITE)
        sheet.icon(job.card.family, MARGIN + 2.6, y + 14, 9.8)
        at = sheet.write(job.card.title, left, y + 3, inside, 14, bold=True, tag="H3")
        at = sheet.write(job.card.pitch, left, at, inside, 10) + 1.3
        if job.status:
            tint = STATUS_TINTS.get(job.status, WHITE)
            end = sheet.pill(job.status_words, left, at, tint, dashed=job.status in FAR)
            sheet.write(job.way, end + 3, at + 0.5, way_width, 10)
            at += way_height
        at = sheet.write(facts, left, at + 0.2, inside, 9.5, colour=INK_SOFT) + 1.3
        if note:
            sheet.note_ground(left, at, inside, note_height)
            sheet.write("My note", left + 3.5, at + 1.3, 16, 10, bold=True)
            sheet.write(note, note_left, at + 1.3, note_width, 10)
        return y + height

    def _facts(self, job: PlannedJob) -> str:
        parts = [f"How long from here: {job.total[0].lower()}{job.total[1:]}."] if job.total else []
        pay = job.pay.line
        if job.pay.amount:
            # The bands and the pay year are on the job's page.
            line, _, aside = job.pay.line.partition(" (")
            sure = "usually " if aside.startswith("usually") else ""
            pay = f"Pay: {sure}{job.pay.amount} {line}"
        return " ".join((*parts, f"{pay.rstrip('.')}."))

    def _note(self, job: PlannedJob) -> str:
        sheet = self._sheet
        if not job.note.kept:
            return ""
        note = sheet.drawable(job.note.kept)
        dropped = not sheet.can_draw(job.note.kept)
        if dropped and not any(character.isalnum() for character in note):
            return UNREADABLE
        room = NOTE_LINES - 1 if dropped else NOTE_LINES
        if note.count("\n") >= room:
            note = " ".join(note.split())
        note = sheet.clipped(note, INSIDE - 47, 10, room)
        return f"{note}\n{LEFT_OUT}" if dropped else note

    def _asks(self, y: float, bottom: float) -> float:
        sheet, left, inside = self._sheet, MARGIN + 8, INSIDE - 8
        asks = self._page.asks
        if not asks:
            return y
        y = self._heading("Questions to ask an adviser", y + 2)
        for ask in asks:
            about = " ".join(filter(None, (f"For {ask.about}.", ask.why)))
            about = sheet.clipped(about, inside, 9, 2)
            height = sheet.text_height(ask.question, inside, 11.5, bold=True)
            height += sheet.text_height(about, inside, 9)
            if y + height > bottom - 2:
                break
            sheet.tick_box(MARGIN, y + 0.6)
            y = sheet.write(ask.question, left, y, inside, 11.5, bold=True)
            y = sheet.write(about, left, y, inside, 9, colour=INK_SOFT) + 3.2
        return y

    def _others(self, jobs: Sequence[PlannedJob], y: float, bottom: float) -> float:
        """The other saved jobs, as many as there is room for."""
        line = 5.8
        room = int((bottom - y - 16) // line)
        if not jobs or room < 1:
            return y
        sheet, shown = self._sheet, len(jobs) if len(jobs) <= room else room - 1
        y = self._heading("Also on my list", y + 2)
        for job in jobs[:shown]:
            said = f"{job.place}. {job.card.title}"
            if job.status:
                said += f": {job.status_words[0].lower()}{job.status_words[1:]}"
            sheet.write(sheet.clipped(said, INSIDE, 11, 1), MARGIN, y, INSIDE, 11)
            y += line
        if len(jobs) > shown:
            rest = f"and {len(jobs) - shown} more, in My plan"
            y = sheet.write(rest, MARGIN, y, INSIDE, 11, colour=INK_SOFT)
        return y + 2

    def _lines(self, title: str, y: float, bottom: float) -> None:
        """Room for a pen, where there is some."""
        if bottom - y < 28:
            return
        y = self._heading(title, y + 2) + 5
        while y < bottom - 4:
            self._sheet.rule(MARGIN, y, INSIDE)
            y += 8.5

    @property
    def _way_back_height(self) -> float:
        return CODE_SIZE + 8 if self._code else 21.0

    def _way_back(self, y: float) -> None:
        sheet = self._sheet
        sheet.box(MARGIN, y, INSIDE, self._way_back_height, TINTS["lilac"])
        left, inside = MARGIN + 7, INSIDE - 14
        if not self._code:
            at = sheet.write("Go on with it", left, y + 3.5, inside, 14, bold=True, tag="H2")
            text = f"Everything about these jobs is at {self._site}. This copy carries no code."
            sheet.write(text, left, at + 0.5, inside, 10.5)
            return
        address = f"{self._site}/come-back"
        sheet.square_code(
            f"{address}#{self._code}",
            WIDTH - MARGIN - CODE_SIZE - 4,
            y + 4,
            CODE_SIZE,
            f"A square code for a phone's camera. It opens {address} with the code beside it.",
        )
        inside -= CODE_SIZE + 4
        at = sheet.write("Come back to it", left, y + 4, inside, 14, bold=True, tag="H2") + 1
        how = f"Point a phone at the square, or go to {address} and type:"
        at = sheet.write(how, left, at, inside, 10) + 1.5
        at = sheet.write(shown_code(self._code), left, at, inside, 18, bold=True) + 1.5
        care = (
            "Whoever has this code can see these answers and notes. "
            "Lost the paper? Cancel the code in My journey."
        )
        sheet.write(care, left, at, inside, 9)

    def _foot(self, number: int) -> None:
        line = f"Page {number} of 2. No name is on this paper: write yours if you want to."
        if number == 1:
            self._sheet.write(line, MARGIN, FOOT, INSIDE, 8.5, colour=INK_SOFT)
            return
        self._sheet.ground(GROUND)
        self._sheet.write(line, MARGIN, HEIGHT - GROUND + 3, INSIDE, 8.5, colour=PAPER)
