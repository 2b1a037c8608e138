-- The data file, version 1. docs/data-file.md explains it.

CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;

-- One append-only writer: this device. A merged file would hold several.
CREATE TABLE log(
  log_no INTEGER PRIMARY KEY,
  log_id BLOB NOT NULL UNIQUE CHECK(length(log_id) = 16),
  made_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE actor(
  actor_no INTEGER PRIMARY KEY,
  actor_id BLOB NOT NULL UNIQUE CHECK(length(actor_id) = 16),
  role TEXT NOT NULL
) STRICT;

CREATE TABLE session(
  session_no INTEGER PRIMARY KEY,
  log_no INTEGER NOT NULL REFERENCES log,
  wall_ms INTEGER NOT NULL,
  offset_minutes INTEGER NOT NULL,
  program TEXT NOT NULL
) STRICT;

-- Every questionnaire version that was used, with its exact bytes and files.
CREATE TABLE questionnaire(
  questionnaire_no INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE questionnaire_file(
  questionnaire_no INTEGER NOT NULL REFERENCES questionnaire,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(questionnaire_no, position)
) STRICT;

CREATE TABLE choice_list(
  list_no INTEGER PRIMARY KEY,
  questionnaire_no INTEGER NOT NULL REFERENCES questionnaire,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE choice(
  list_no INTEGER NOT NULL REFERENCES choice_list,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  label TEXT,
  PRIMARY KEY(list_no, name)
) STRICT, WITHOUT ROWID;

-- The nodes of each questionnaire by names from the root down, without rows.
CREATE TABLE path(
  path_no INTEGER PRIMARY KEY,
  questionnaire_no INTEGER NOT NULL REFERENCES questionnaire,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT,
  list_no INTEGER REFERENCES choice_list,
  rows_from TEXT CHECK(rows_from IN ('open', 'fixed', 'counted')),
  private INTEGER NOT NULL DEFAULT 0 CHECK(private IN (0, 1)),
  UNIQUE(questionnaire_no, path)
) STRICT;

CREATE TABLE attachment(
  hash BLOB PRIMARY KEY CHECK(length(hash) = 32),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- From `case_key` on: a fold of the log, for lists. Case, language, state and `first_seq` are
-- always true; the rest is caught up after an answer, when its screen has been drawn.
CREATE TABLE interview(
  interview_no INTEGER PRIMARY KEY,
  interview_id TEXT NOT NULL UNIQUE CHECK(length(interview_id) = 36),
  questionnaire_no INTEGER NOT NULL REFERENCES questionnaire,
  blind BLOB CHECK(length(blind) = 32),
  case_key TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  offset_minutes INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL
) STRICT;

-- The truth. Appended to, never changed.
CREATE TABLE event(
  log_no INTEGER NOT NULL REFERENCES log,
  seq INTEGER NOT NULL CHECK(seq > 0),
  interview_no INTEGER REFERENCES interview,
  session_no INTEGER REFERENCES session,
  actor_no INTEGER REFERENCES actor,
  step INTEGER,
  kind TEXT,
  path_no INTEGER REFERENCES path,
  row_ids TEXT,
  value_type TEXT,
  value ANY,
  words TEXT,
  number INTEGER,
  wall_ms INTEGER,
  offset_minutes INTEGER,
  mono_ms INTEGER,
  fresh INTEGER,
  base INTEGER,
  commitment BLOB CHECK(length(commitment) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  PRIMARY KEY(log_no, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_completed ON event(seq) WHERE kind = 'completed';

-- Which events are of which interview: its runs in the log. Caught up as the row of the interview
-- is; events after the last run of all are looked at one by one. An index would cost every answer
-- a page.
CREATE TABLE span(
  interview_no INTEGER NOT NULL REFERENCES interview,
  log_no INTEGER NOT NULL REFERENCES log,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY(interview_no, log_no, first_seq)
) STRICT, WITHOUT ROWID;

-- A fold of the log, written in the same transaction: what stands now.
CREATE TABLE current_answer(
  interview_no INTEGER NOT NULL REFERENCES interview,
  path_no INTEGER NOT NULL REFERENCES path,
  row_ids TEXT NOT NULL,
  address TEXT NOT NULL,
  value_type TEXT NOT NULL,
  value ANY,
  set_aside INTEGER NOT NULL CHECK(set_aside IN (0, 1)),
  active INTEGER NOT NULL CHECK(active IN (0, 1)),
  seq INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  offset_minutes INTEGER NOT NULL,
  PRIMARY KEY(interview_no, path_no, row_ids)
) STRICT, WITHOUT ROWID;

CREATE TABLE current_row(
  interview_no INTEGER NOT NULL REFERENCES interview,
  path_no INTEGER NOT NULL REFERENCES path,
  around TEXT NOT NULL,
  row_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  present INTEGER NOT NULL CHECK(present IN (0, 1)),
  PRIMARY KEY(interview_no, path_no, around, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE current_remark(
  interview_no INTEGER NOT NULL REFERENCES interview,
  path_no INTEGER NOT NULL REFERENCES path,
  row_ids TEXT NOT NULL,
  address TEXT NOT NULL,
  words TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(interview_no, path_no, row_ids)
) STRICT, WITHOUT ROWID;

-- Where an interview was left, what is being typed there, and how far it was; overwritten, not
-- part of the log.
CREATE TABLE draft(
  interview_no INTEGER PRIMARY KEY REFERENCES interview,
  at TEXT NOT NULL,
  typed TEXT NOT NULL,
  answered INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT;

-- What was typed at other questions and not entered.
CREATE TABLE draft_elsewhere(
  interview_no INTEGER NOT NULL REFERENCES interview,
  at TEXT NOT NULL,
  typed TEXT NOT NULL,
  PRIMARY KEY(interview_no, at)
) STRICT, WITHOUT ROWID;

-- How an interview was conducted: what was on the screen and for how long, what was refused. Not
-- part of the log: nothing follows from it. Never holds an answer.
CREATE TABLE paradata(
  note_no INTEGER PRIMARY KEY,
  interview_no INTEGER NOT NULL REFERENCES interview,
  session_no INTEGER NOT NULL REFERENCES session,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT NOT NULL,
  number INTEGER,
  wall_ms INTEGER NOT NULL,
  offset_minutes INTEGER NOT NULL,
  mono_ms INTEGER NOT NULL,
  after_seq INTEGER NOT NULL
) STRICT;

CREATE INDEX paradata_by_interview ON paradata(interview_no);

-- For people: the answers of every interview, one a row.
CREATE VIEW answer AS SELECT
  i.interview_id AS interview_id,
  q.name AS questionnaire,
  q.version AS version,
  a.address AS address,
  p.name AS name,
  CASE a.value_type
    WHEN 'choices' THEN
      (SELECT coalesce(group_concat(chosen.value, ' '), '') FROM json_each(a.value) AS chosen)
    WHEN 'file' THEN json_extract(a.value, '$.name')
    ELSE a.value
  END AS value,
  CASE a.value_type
    WHEN 'choice' THEN
      (SELECT c.label FROM choice AS c WHERE c.list_no = p.list_no AND c.name = a.value)
    WHEN 'choices' THEN
      (SELECT group_concat(coalesce(c.label, chosen.value), '; ') FROM json_each(a.value) AS chosen
       LEFT JOIN choice AS c ON c.list_no = p.list_no AND c.name = chosen.value)
  END AS label,
  CASE WHEN a.value_type IN ('dont_know', 'refused', 'not_applicable') THEN a.value_type
  END AS special,
  a.active AS active,
  strftime('%Y-%m-%dT%H:%M:%f', a.wall_ms / 1000.0 + a.offset_minutes * 60, 'unixepoch')
    || printf('%s%02d:%02d', CASE WHEN a.offset_minutes < 0 THEN '-' ELSE '+' END,
              abs(a.offset_minutes) / 60, abs(a.offset_minutes) % 60) AS answered_at
FROM current_answer AS a
JOIN interview AS i USING(interview_no)
JOIN questionnaire AS q USING(questionnaire_no)
JOIN path AS p USING(path_no);

-- For people: the interviews, one a row.
CREATE VIEW interviews AS SELECT
  i.interview_id AS interview_id,
  q.name AS questionnaire,
  q.version AS version,
  i.case_key AS case_key,
  i.language AS language,
  i.state AS state,
  i.answered AS answered,
  strftime('%Y-%m-%dT%H:%M:%f', i.started_ms / 1000.0, 'unixepoch') || 'Z' AS started_at,
  strftime('%Y-%m-%dT%H:%M:%f', i.changed_ms / 1000.0, 'unixepoch') || 'Z' AS changed_at
FROM interview AS i JOIN questionnaire AS q USING(questionnaire_no);
