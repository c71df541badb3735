"""``compass``, the command line: names and one-line helps here, everything else on demand.

A command's module is imported when the command is called, so that ``compass --help`` does not
wait for the libraries of all of them.

Exit codes of every command: 0 all is well, 1 problems were found, 2 it was called wrongly.
"""

import io
import os
import sys
from importlib import import_module
from typing import Any, Final, NamedTuple

import click

# Read once, when numpy is first imported. The sums of a match are too small to be shared out:
# threads would wait for each other, and for those of the other workers, longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Lazy(NamedTuple):
    """Where a command lives, ``module:attribute``, and what ``compass --help`` says of it."""

    where: str
    help: str


COMMANDS: Final[dict[str, Lazy]] = {
    "bench": Lazy("scripts.bench:bench", "Measure the match, and the site on this machine."),
    "build": Lazy("scripts.build:build", "Make the artefacts that matching needs."),
    "catalogue": Lazy(
        "scripts.catalogue:catalogue",
        "Write and preview roles; check, compare or export the role catalogue.",
    ),
    "database": Lazy("scripts.database:database", "Look after the database."),
    "doctor": Lazy(
        "scripts.doctor.command:doctor",
        "Say what is wrong with an installation, and what mends it.",
    ),
    "journeys": Lazy(
        "scripts.journeys:journeys",
        "Export the log of journeys, and erase what has been kept for long enough.",
    ),
    "map": Lazy("scripts.map:role_map", "Keep the map of the roles where people know it."),
    "match": Lazy("scripts.match:match", "Rank the roles for one set of answers."),
    "messages": Lazy(
        "scripts.messages.command:messages",
        "Check translations of the interface, and make two that only look foreign.",
    ),
    "next": Lazy("scripts.next_question:next_question", "Say what to ask next."),
    "paths": Lazy("scripts.paths:paths", "Show the best few paths to ROLE for somebody."),
    "questionnaire": Lazy("scripts.questionnaire:questionnaire", "Show what is asked."),
    "reports": Lazy("scripts.reports:reports", "Read and close reports of mistakes."),
    "search": Lazy("scripts.search:search", "Find roles by name, or by what the work is."),
    "simulate": Lazy(
        "scripts.simulate.command:simulate",
        "Make up journeys, marked so in every row, in a database of their own.",
    ),
    "serve": Lazy("scripts.serve:serve", "Serve the site and the API."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only to run the command or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].where.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A terminal that cannot show a curly quotation mark shows "?" instead of a traceback.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="career-compass", prog_name="compass")
def cli() -> None:
    """Career Compass Leeds: roles in health and social care, and the ways in.

    Exit codes: 0 all is well, 1 problems were found, 2 a command was called wrongly.
    Settings are environment variables; docs/setting-up.md lists them.
    """


if __name__ == "__main__":
    cli(prog_name="compass")
