"""The right side of Train: what is learnt from, how the challenger did, and which model is in use."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from sigverify.evaluation.error_rates import points
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, label, row, rule, set_tone
from sigverify.gui.panels.role_notice import RoleNotice
from sigverify.gui.panels.training_split import others_of
from sigverify.gui.retraining import SplitView, TrainingMaterial, TrainingOutcome
from sigverify.gui.services import ModelView
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted, percent


class TrainingSide(SidePanel):
    """promotion_wanted, return_wanted: a person decided on the challenger, or against the model in use."""

    promotion_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, theme: Theme, place: QWidget) -> None:
        super().__init__(tr("What is used, and the outcome"))
        self._sign = Sign(theme, "info", "muted", 28)
        self.title = label("", "title", wrap=True)
        self.words = label("", wrap=True)
        self._figures = QLabel()
        self._figures.setTextFormat(Qt.TextFormat.RichText)
        self._figures.setWordWrap(True)
        self.promote = Button(theme, tr("Use the new model"), "promote", role="primary", needs="train")
        self.promote.setToolTip(tr("Put the challenger in use; templates are made for it first, all of them or none"))
        self.promote.clicked.connect(self._ask_promotion)
        self.material_words = label("", wrap=True)
        self.in_use = label("", wrap=True)
        self.before = label("", "muted", wrap=True)
        self.back = Button(theme, tr("Bring back the previous model"), "back", needs="train")
        self.back.setToolTip(tr("Put the model that was in use before in use again, with its templates"))
        self.back.clicked.connect(self._ask_return)
        head = row(self._sign, gap=10)
        head.layout().addWidget(self.title, 1)  # type: ignore[call-arg, union-attr]  # a box layout of ours
        for widget in (
            RoleNotice(theme, "train", place),
            head,
            self.words,
            self._figures,
            self.promote,
            rule(),
            label(tr("What is learnt from"), "heading"),
            self.material_words,
            rule(),
            label(tr("In use"), "heading"),
            self.in_use,
            self.before,
            self.back,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_state(
        self,
        *,
        running: bool,
        outcome: TrainingOutcome | None,
        material: TrainingMaterial | None,
        model: ModelView | None,
        absent: str,
        changing: bool = False,
        changed: bool = False,
        split: SplitView | None = None,
    ) -> None:
        """Show where things stand; `absent` is '' or says why neither store nor model is there.

        running, changing: whether a training runs, or another model is being put in use; changed: whether that in use
        was put there just now. split: that was drawn last, which tells how much of the material is used.
        """
        self.promote.setVisible(outcome is not None and outcome.promotable)
        self.promote.setEnabled(not changing)
        self._figures.setVisible(outcome is not None and outcome.champion_eer is not None)
        self.back.setVisible(model is not None and bool(model.previous))
        self.back.setEnabled(not running and not changing)
        self.in_use.setText(_model_words(model, absent))
        self.before.setText(tr("before: {name}", name=model.previous) if model is not None else "")
        self.before.setVisible(self.back.isVisibleTo(self))
        self.material_words.setText(_material_words(material, absent, split))
        if changing:
            self._say(
                "model",
                "accept",
                tr("Changing the model"),
                tr(
                    "Templates are made first. The other model takes over when all are there; "
                    "until then nothing changes."
                ),
            )
        elif outcome is not None:
            self._say_outcome(outcome)
        elif running:
            self._say(
                "train",
                "accept",
                tr("Training"),
                tr("A challenger learns; the model in use stays as it is. Signing and verifying go on meanwhile."),
            )
        elif changed and model is not None:
            self._say(
                "accept",
                "accept",
                tr("Model changed"),
                tr(
                    "{name} decides from now on. Every signer has a template for it. What was decided before stays as "
                    "it was made.",
                    name=model.name,
                ),
            )
        else:
            hindrance = absent or (material.obstacle if material is not None else "")
            caution = material.caution if material is not None else ""
            self._say(
                "warning" if hindrance else "info",
                "refer" if hindrance else "muted",
                tr("Train a challenger"),
                tr(hindrance)
                or tr(caution)
                or tr(
                    "A challenger learns from your labelled signatures and is compared with the model in use on "
                    "signers that neither learnt from. It is offered only if it is no worse."
                ),
            )

    @Slot()
    def _ask_promotion(self) -> None:
        self.promotion_wanted.emit()

    @Slot()
    def _ask_return(self) -> None:
        self.return_wanted.emit()

    def _say(self, icon_name: str, token: str, title: str, words: str) -> None:
        self._sign.show_sign(icon_name, token)
        self.title.setText(title)
        set_tone(self.title, "")
        self.words.setText(words)

    def _say_outcome(self, outcome: TrainingOutcome) -> None:
        token = _verdict_token(outcome)
        head, rest = _parts(tr(outcome.verdict))
        self._say(token, token, _sentence(head), _sentence(rest))
        set_tone(self.title, token)
        if outcome.champion_eer is None or outcome.challenger_eer is None:
            return
        rows = [
            (tr("Model in use"), percent(outcome.champion_eer)),
            (tr("Challenger"), percent(outcome.challenger_eer)),
        ]
        if outcome.interval is not None:
            low, high = outcome.interval
            rows.append(
                (
                    tr("Change, 95\N{NARROW NO-BREAK SPACE}%"),
                    tr("{low} … {high} points", low=points(low), high=points(high)),
                )
            )
        floors = {"dtw": tr("Plain DTW"), "duration": tr("Duration alone")}
        rows += [(floors.get(name, name), percent(rate)) for name, rate in outcome.floors]
        cells = "".join(f"<tr><td style='padding-right:16px'>{a}</td><td align='right'>{b}</td></tr>" for a, b in rows)
        title = tr("Equal error rate, {signers}", signers=counted(len(outcome.per_signer), "signer"))
        self._figures.setText(f"<p>{title}</p><table width='100%'>{cells}</table>")


def _parts(verdict: str) -> tuple[str, str]:
    """Return what stands before the first colon of a verdict, in whichever language, and what after it."""
    head, _, rest = verdict.replace("：", ":", 1).partition(":")
    return head, rest


def _model_words(model: ModelView | None, absent: str) -> str:
    if model is not None:
        return f"{model.name}, {model.sha256[:8]}"
    return "–" if absent else tr("The model is being loaded.")


def _material_words(material: TrainingMaterial | None, absent: str, split: SplitView | None) -> str:
    if material is None:
        return "–" if absent else tr("Being counted…")
    signers, genuine, forgeries = material.signers, material.genuine, material.forgeries
    learnt = [part for part in split.signers if part.use == "learn"] if split is not None else []
    if learnt:  # some may be compared on only, or left out
        signers = len(learnt)
        genuine, forgeries = sum(part.genuine for part in learnt), sum(part.forgeries for part in learnt)
    lines = [
        tr(
            "{signatures} of {signers}",
            signatures=counted(genuine, "genuine signature"),
            signers=counted(signers, "signer"),
        ),
        counted(forgeries, "labelled forgery", "labelled forgeries"),
        counted(material.synthetic_signers, "synthetic signer"),
    ]
    lines += others_of(split) if split is not None else ()
    if material.unlabelled:
        lines.append(
            tr("{signatures} without a person's word: not used", signatures=counted(material.unlabelled, "signature"))
        )
    return "\n".join(lines)


def _verdict_token(outcome: TrainingOutcome) -> str:
    if outcome.promotable:
        return "accept"
    return "reject" if outcome.verdict.lower().startswith("worse") else "refer"


def _sentence(words: str) -> str:
    words = words.strip()
    return words[:1].upper() + words[1:]
