"""How a decision is told on the command line, whichever command made it."""

import click

from sigverify.verification.decision import Decision, decimals_of
from sigverify.verification.likelihood_ratio import RANDOM_UNKNOWN, LikelihoodRatio
from sigverify.verification.lines import one_in

OUTCOME_WORDS = {"accept": "✔ Accepted", "refer": "? Refer to a person", "reject": "✖ Rejected"}


def print_decision(decision: Decision) -> None:
    """Print a decision with all that led to it."""
    click.echo(OUTCOME_WORDS[decision.outcome])
    click.echo(decision.reason)
    decimals = decimals_of(decision.score, decision.threshold, decision.reject_below)
    click.echo(
        f"score {decision.score:.{decimals}f} (accepted from {decision.threshold:.{decimals}f}, rejected below "
        f"{decision.reject_below:.{decimals}f}; log10 likelihood ratio against a skilled forgery)"
    )
    for rate, promise in (
        (decision.lines.false_matches, "skilled forgeries accepted"),
        (decision.lines.false_non_matches, "genuine signatures rejected"),
    ):
        if rate is not None:
            click.echo(f"line for at most {one_in(rate)} {promise}")
    click.echo(f"against a skilled forgery: {_told(decision.against_skilled)}")
    random = decision.against_random
    click.echo(f"against a random forgery: {_told(random) if random is not None else RANDOM_UNKNOWN}")
    click.echo(f"distance {decision.distance:.2f}; by reference {', '.join(f'{d:.2f}' for d in decision.distances)}")
    click.echo(f"model {decision.model}, {decision.reference_count} reference(s)")
    click.echo("This weighs two propositions, and says of neither how probable it is.")


def status_of(outcome: str) -> int:
    """Return the exit status of an outcome."""
    return 0 if outcome == "accept" else 1


def _told(ratio: LikelihoodRatio) -> str:
    return f"{ratio.figure}, {ratio.strength}. {ratio.sentence()}"
