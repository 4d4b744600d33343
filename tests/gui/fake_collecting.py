"""The collecting of the fake services: counts what it keeps, and writes corpus folders of nothing but names."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sigverify.errors import StoreError, UsageError
from sigverify.gui.collecting import CollectionView, ImportedView, WaitingView
from sigverify.gui.collection_rows import CollectionRow, CollectionRows, Sittings

COLLECTED_AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class FakeCollecting:
    """Mixed into the fake services, whose store it uses."""

    sessions_unread = False
    """Whether nobody has looked at any sessions yet, as among many."""

    def collection(self, since, whose):
        self._call("collection")
        self.collection_since.append(since)
        self._hold(self.collection_gate)
        named = sorted(self.names.items(), key=lambda one: one[1].casefold())
        rows = [self._row(signer_id, name) for signer_id, name in named]
        if since:
            return CollectionView(at=1, changed=tuple(rows))
        return CollectionView(
            at=1, rows=CollectionRows([row._replace(sittings=None) for row in rows] if self.sessions_unread else rows)
        )

    def sittings(self, signer_ids):
        self._call("sittings")
        self.sittings_of += signer_ids
        self.sittings_on.add(threading.current_thread())
        return {one: self._row(one, self.names[one]).sittings for one in signer_ids if one in self.names}

    def _row(self, signer_id, name):
        own = [k for k in self.kept if k.signer_id == signer_id]
        genuine, collected = {}, {}
        for k in own:
            if k.label == "genuine":
                genuine[k.session] = genuine.get(k.session, 0) + 1
            if k.role == "collected":
                collected[k.label, k.session] = collected.get((k.label, k.session), 0) + 1
        return CollectionRow(
            signer_id=signer_id,
            name=name,
            genuine=sum(genuine.values()),
            forgeries=sum(k.label == "forgery" for k in own),
            unknown=sum(k.label == "unknown" and k.role == "collected" for k in own),
            waiting=sum(k.label == "unknown" and k.role == "questioned" for k in own),
            last_at=COLLECTED_AT if collected else None,
            sittings=Sittings(tuple(genuine.items()), tuple((*key, count) for key, count in collected.items())),
        )

    def _keep(self, recording, how):
        from fake_services import Kept

        kept = Kept(self._number(), how.signer_id, "collected", how.label, recording, how.session, how.forger)
        self.kept.append(kept)
        return kept.id

    def keep_collected(self, capture_id, recording, how):
        self._call("keep_collected")
        if capture_id not in self.journal:
            raise StoreError("There is no open capture in this store. Its signer was erased.")
        assert self.journal[capture_id][2], "a signature is kept whose ink is not safe"
        del self.journal[capture_id]
        return self._keep(recording, how)

    def waiting(self, after):
        self._call("waiting")
        due = [k for k in self.kept if k.role == "questioned" and k.label == "unknown"]
        later = [k for k in due if k.id > after]
        if not later:
            return None
        return WaitingView(
            recording_id=later[0].id,
            signer_name=self.names[later[0].signer_id],
            taken_at=COLLECTED_AT,
            recording=later[0].recording,
            outcome="accept",
            left=len(due),
        )

    def import_signatures(self, files, how):
        self._call("import_signatures")
        copies = [name for name, recording in files if any(k.recording == recording for k in self.kept)]
        kept = [self._keep(recording, how) for name, recording in files if name not in copies]
        return ImportedView(kept=len(kept), copies=tuple(copies))

    def begin_export(self, folder):
        self._call("begin_export")
        if Path(folder).exists():
            raise UsageError(f"'{folder}' holds something already. Choose a new or an empty folder.")
        return FakeExport(self, Path(folder), [])


@dataclass
class FakeExport:
    services: object
    folder: Path
    written: list[str]

    def add(self, signer_id):
        self.services._call("export_add")
        self.written.append(signer_id)
        return 1

    def finish(self):
        self.services._call("export_finish")
        for signer_id in self.written:
            (self.folder / signer_id).mkdir(parents=True)
        return len(self.written)

    def abandon(self):
        self.services._call("export_abandon")
