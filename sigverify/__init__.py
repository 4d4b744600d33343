"""sigverify tells whether a signature written on a pen tablet is its owner's.

The same path as the window and the commands, for a notebook:

    import sigverify

    verifier = sigverify.load_model("default")
    references = [sigverify.read_recording(path) for path in paths]
    template = verifier.enrol(references)
    decision = verifier.verify(template, sigverify.read_recording(questioned))
    print(decision.outcome, decision.score, decision.reason)

`load_corpus` and `evaluate` measure a model under the protocol of the published figures.
"""

from typing import TYPE_CHECKING

from sigverify.shipped import VERSION

__version__ = VERSION

__all__ = [
    "Capture",
    "Corpus",
    "Decision",
    "FeatureConfig",
    "FiledRecording",
    "LiveScore",
    "Recording",
    "SigverifyError",
    "Template",
    "Verifier",
    "evaluate",
    "extract",
    "load_corpus",
    "load_model",
    "read_recording",
    "read_recordings",
    "write_recordings",
]

if TYPE_CHECKING:
    from sigverify.corpora.corpus import Corpus
    from sigverify.corpora.folders import load_corpus
    from sigverify.errors import SigverifyError
    from sigverify.ink.features import FeatureConfig, extract
    from sigverify.ink.formats import FiledRecording, read_recording, read_recordings, write_recordings
    from sigverify.ink.recording import Capture, Recording
    from sigverify.verification.decision import Decision
    from sigverify.verification.live import LiveScore
    from sigverify.verification.template import Template
    from sigverify.verification.verifier import Verifier
    from sigverify.workflows.evaluating import evaluate
    from sigverify.workflows.models import load_verifier as load_model

_HOMES = {
    "Capture": "sigverify.ink.recording",
    "Corpus": "sigverify.corpora.corpus",
    "Decision": "sigverify.verification.decision",
    "FeatureConfig": "sigverify.ink.features",
    "FiledRecording": "sigverify.ink.formats",
    "LiveScore": "sigverify.verification.live",
    "Recording": "sigverify.ink.recording",
    "SigverifyError": "sigverify.errors",
    "Template": "sigverify.verification.template",
    "Verifier": "sigverify.verification.verifier",
    "evaluate": "sigverify.workflows.evaluating",
    "extract": "sigverify.ink.features",
    "load_corpus": "sigverify.corpora.folders",
    "load_model": "sigverify.workflows.models",
    "read_recording": "sigverify.ink.formats",
    "read_recordings": "sigverify.ink.formats",
    "write_recordings": "sigverify.ink.formats",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: the window must not wait for torch (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sigverify' has no attribute '{name}'")
    from importlib import import_module

    home = import_module(_HOMES[name])
    return getattr(home, "load_verifier" if name == "load_model" else name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
