"""Reading what ``/metrics`` says."""

from collections import Counter

from prometheus_client.parser import text_string_to_metric_families

Labels = frozenset[tuple[str, str]]


def read(text: str) -> "Counter[tuple[str, Labels]]":
    """Every figure by its name and labels."""
    return Counter(
        {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }
    )


def one(text: str, name: str, **labels: str) -> float:
    """One figure; 0 if it is not there yet."""
    return float(read(text)[name, frozenset(labels.items())])


def values_of(text: str, label: str) -> set[str]:
    """Every value that a label has anywhere."""
    return {value for _, labels in read(text) for name, value in labels if name == label}
