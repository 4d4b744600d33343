"""What the store hands out: frozen rows, pure data, no tie to the database; a file for what each is about."""

from sigverify.storage.rows.chain import AuditEntry, AuditEvent, AuditHead, AuditReport
from sigverify.storage.rows.decisions import (
    ReviewedDecision,
    Ruling,
    StoredAttempt,
    StoredDecision,
    StoredNote,
    StoredSketch,
    StoredTemplate,
)
from sigverify.storage.rows.models import ModelUse, StoredModel
from sigverify.storage.rows.operators import Operator, OperatorRole, Permission
from sigverify.storage.rows.signatures import (
    CountedRecordings,
    Forger,
    Label,
    RecordingFacts,
    Role,
    StoredCopy,
    StoredRecording,
    UnfinishedCapture,
)
from sigverify.storage.rows.signers import FIRST_PROFILE, LONGEST_PURPOSE, Erased, Profile, Signer, SignerChanges
from sigverify.storage.rows.stores import FoundStore, Restored, StoreCheck, StoreInfo, StoreNews, WaysIn

__all__ = [
    "FIRST_PROFILE",
    "LONGEST_PURPOSE",
    "AuditEntry",
    "AuditEvent",
    "AuditHead",
    "AuditReport",
    "CountedRecordings",
    "Erased",
    "Forger",
    "FoundStore",
    "Label",
    "ModelUse",
    "Operator",
    "OperatorRole",
    "Permission",
    "Profile",
    "RecordingFacts",
    "Restored",
    "ReviewedDecision",
    "Role",
    "Ruling",
    "Signer",
    "SignerChanges",
    "StoreCheck",
    "StoreInfo",
    "StoreNews",
    "StoredAttempt",
    "StoredCopy",
    "StoredDecision",
    "StoredModel",
    "StoredNote",
    "StoredRecording",
    "StoredSketch",
    "StoredTemplate",
    "UnfinishedCapture",
    "WaysIn",
]
