CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

CREATE TABLE store_key (
	id INTEGER NOT NULL CHECK (id = 1),
	store_id VARCHAR(36) NOT NULL,
	made_at VARCHAR(32) NOT NULL, generation INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (id)
)

CREATE TABLE signers (
	id VARCHAR(36) NOT NULL,
	name_sealed BLOB NOT NULL,
	created_at VARCHAR(32) NOT NULL, retention_sealed BLOB, sample BOOLEAN DEFAULT 0 NOT NULL,
	PRIMARY KEY (id)
)

CREATE TABLE recordings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	signer_id VARCHAR(36) NOT NULL,
	role VARCHAR(16) NOT NULL CHECK (role IN ('reference', 'questioned', 'collected')),
	label VARCHAR(16) NOT NULL CHECK (label IN ('genuine', 'forgery', 'unknown')),
	taken_at VARCHAR(32) NOT NULL,
	session_sealed BLOB NOT NULL,
	ink_sealed BLOB NOT NULL, trace_digest BLOB, forger_sealed BLOB, profile_id INTEGER REFERENCES profiles (id) ON DELETE CASCADE, reference_until VARCHAR(32),
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE
)

CREATE TABLE captures (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	signer_id VARCHAR(36),
	purpose VARCHAR(40) NOT NULL,
	started_at VARCHAR(32) NOT NULL, profile_id INTEGER REFERENCES profiles (id) ON DELETE CASCADE,
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE
)

CREATE INDEX ix_captures_signer_id ON captures (signer_id)

CREATE TABLE strokes (
	capture_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	part_sealed BLOB NOT NULL, undone BOOLEAN DEFAULT 0 NOT NULL,
	PRIMARY KEY (capture_id, number),
	FOREIGN KEY(capture_id) REFERENCES captures (id) ON DELETE CASCADE
)

CREATE TABLE templates (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	signer_id VARCHAR(36) NOT NULL,
	model_sha256 VARCHAR(64) NOT NULL,
	version INTEGER NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	payload_sealed BLOB, profile_id INTEGER REFERENCES profiles (id) ON DELETE CASCADE,
	CONSTRAINT uq_templates_version UNIQUE (signer_id, model_sha256, version),
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE
)

CREATE TABLE template_references (
	template_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	recording_id INTEGER NOT NULL,
	PRIMARY KEY (template_id, position),
	FOREIGN KEY(template_id) REFERENCES templates (id) ON DELETE CASCADE,
	FOREIGN KEY(recording_id) REFERENCES recordings (id) ON DELETE CASCADE
)

CREATE INDEX ix_template_references_recording_id ON template_references (recording_id)

CREATE TABLE decisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	signer_id VARCHAR(36) NOT NULL,
	recording_id INTEGER,
	template_version INTEGER NOT NULL,
	decided_at VARCHAR(32) NOT NULL,
	decision_sealed BLOB NOT NULL, profile_id INTEGER REFERENCES profiles (id) ON DELETE CASCADE,
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE,
	FOREIGN KEY(recording_id) REFERENCES recordings (id) ON DELETE SET NULL
)

CREATE INDEX ix_decisions_of_signer ON decisions (signer_id, decided_at)

CREATE INDEX ix_decisions_recording_id ON decisions (recording_id)

CREATE TABLE models (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name VARCHAR(200) NOT NULL,
	path TEXT NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	parent_sha256 VARCHAR(64),
	card TEXT NOT NULL,
	added_at VARCHAR(32) NOT NULL,
	UNIQUE (sha256)
)

CREATE TABLE model_uses (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	model_id INTEGER NOT NULL,
	since VARCHAR(32) NOT NULL,
	FOREIGN KEY(model_id) REFERENCES models (id)
)

CREATE TABLE settings (
	name VARCHAR(100) NOT NULL,
	value_sealed BLOB NOT NULL,
	PRIMARY KEY (name)
)

CREATE TABLE audit (
	sequence BIGINT NOT NULL,
	at VARCHAR(32) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	told_sealed BLOB NOT NULL,
	previous VARCHAR(64) NOT NULL,
	hash VARCHAR(64) NOT NULL,
	PRIMARY KEY (sequence)
)

CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'entries of the audit chain are never changed'); END

CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'entries of the audit chain are never changed'); END

CREATE INDEX ix_recordings_trace_digest ON recordings (trace_digest)

CREATE TABLE notes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	decision_id INTEGER NOT NULL,
	written_at VARCHAR(32) NOT NULL,
	note_sealed BLOB NOT NULL,
	FOREIGN KEY(decision_id) REFERENCES decisions (id) ON DELETE CASCADE
)

CREATE INDEX ix_notes_decision_id ON notes (decision_id)

CREATE TABLE model_files (
	model_id INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (model_id, name),
	FOREIGN KEY(model_id) REFERENCES models (id) ON DELETE CASCADE
)

CREATE TABLE attempts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	signer_id VARCHAR(36) NOT NULL,
	decision_id INTEGER,
	made_at VARCHAR(32) NOT NULL,
	told_sealed BLOB NOT NULL,
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE,
	FOREIGN KEY(decision_id) REFERENCES decisions (id) ON DELETE CASCADE
)

CREATE INDEX ix_attempts_of_signer ON attempts (signer_id, made_at)

CREATE INDEX ix_attempts_decision_id ON attempts (decision_id)

CREATE TABLE key_wraps (
	id VARCHAR(36) NOT NULL,
	source VARCHAR(16) NOT NULL,
	parameters TEXT NOT NULL,
	public_sealed BLOB,
	wrapped BLOB NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	PRIMARY KEY (id)
)

CREATE TABLE data_keys (
	owner VARCHAR(64) NOT NULL,
	key_sealed BLOB NOT NULL,
	PRIMARY KEY (owner)
)

CREATE TRIGGER notes_refuse_update BEFORE UPDATE ON notes WHEN length(OLD.note_sealed) > 0 AND (SELECT generation FROM store_key) > 0 BEGIN SELECT RAISE(ABORT, 'notes are appended, never changed'); END

CREATE TRIGGER attempts_refuse_update BEFORE UPDATE ON attempts WHEN length(OLD.told_sealed) > 0 AND (SELECT generation FROM store_key) > 0 BEGIN SELECT RAISE(ABORT, 'attempts are appended, never changed'); END

CREATE TABLE operators (
	id VARCHAR(36) NOT NULL,
	operator_sealed BLOB NOT NULL,
	added_at VARCHAR(32) NOT NULL,
	PRIMARY KEY (id)
)

CREATE TABLE profiles (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	signer_id VARCHAR(36) NOT NULL,
	name_sealed BLOB,
	created_at VARCHAR(32) NOT NULL,
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE
)

CREATE INDEX ix_profiles_signer_id ON profiles (signer_id)

CREATE INDEX ix_recordings_of_profile ON recordings (profile_id, role, taken_at)

CREATE INDEX ix_templates_profile_id ON templates (profile_id)

CREATE INDEX ix_decisions_profile_id ON decisions (profile_id)

CREATE INDEX ix_captures_profile_id ON captures (profile_id)

CREATE TABLE sketches (
	template_id INTEGER NOT NULL,
	signer_id VARCHAR(36) NOT NULL,
	profile_id INTEGER NOT NULL,
	model_sha256 VARCHAR(64) NOT NULL,
	version INTEGER NOT NULL,
	sketch_sealed BLOB NOT NULL,
	PRIMARY KEY (template_id),
	FOREIGN KEY(template_id) REFERENCES templates (id) ON DELETE CASCADE,
	FOREIGN KEY(signer_id) REFERENCES signers (id) ON DELETE CASCADE,
	FOREIGN KEY(profile_id) REFERENCES profiles (id) ON DELETE CASCADE
)

CREATE INDEX ix_sketches_signer_id ON sketches (signer_id)

CREATE INDEX ix_sketches_profile_id ON sketches (profile_id)

CREATE INDEX ix_recordings_of_signer ON recordings (signer_id, role, label, taken_at)

CREATE INDEX ix_recordings_waiting ON recordings (id) WHERE role = 'questioned' AND label = 'unknown'

CREATE INDEX ix_recordings_of_forgers ON recordings (id) WHERE forger_sealed IS NOT NULL

CREATE INDEX ix_recordings_false ON recordings (id) WHERE role = 'reference' AND label = 'forgery'

INSERT INTO alembic_version (version_num) VALUES ('0012')
