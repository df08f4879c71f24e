import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * PostgreSQL itself keeps the books straight, whatever program writes to them:
 * - an entry balances per currency and has two postings or more (deferred: checked at commit) - invariant I3;
 * - entries and postings are never changed or taken away, and an entry of an earlier transaction gets no more postings;
 * - every row knows the transaction that wrote it, so that a checkpoint can tell finished from in-flight (see README of libs/ledger).
 * The trigger looks up the entry itself, so the foreign key, which would lock the entry once per posting, goes.
 * Locks: ACCESS EXCLUSIVE on journal_entry, posting and ledger_checkpoint, and rewrites the first two (a volatile
 * default): run it before the books are in use.
 */
export class LedgerGuards1795305600030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(BALANCES);
    await runner.query(APPEND_ONLY);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations are append-only: write a new one that undoes this one'));
  }
}

const COLUMNS = `
  ALTER TABLE journal_entry ADD COLUMN recorded_xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint;
  ALTER TABLE posting ADD COLUMN recorded_xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint;
  ALTER TABLE posting DROP CONSTRAINT posting_entry_id_fkey;
  DROP INDEX posting_account;
  CREATE INDEX posting_account ON posting (account, recorded_xid, id);
  CREATE INDEX posting_recorded ON posting USING brin (recorded_xid) WITH (pages_per_range = 32, autosummarize = on);
  CREATE INDEX journal_entry_occurred ON journal_entry (occurred_at);
  DELETE FROM ledger_checkpoint;
  ALTER TABLE ledger_checkpoint DROP COLUMN through_posting_id;
  ALTER TABLE ledger_checkpoint ADD COLUMN through_xid bigint NOT NULL;
  CREATE INDEX ledger_checkpoint_through ON ledger_checkpoint (through_xid);
`;

// Each posting of the transaction checks its whole entry. A cheaper check (once per entry) could be made to run too
// early with SET CONSTRAINTS ... IMMEDIATE and would then miss what is added after it.
const BALANCES = `
  CREATE FUNCTION check_posted_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    entry_xid bigint := (SELECT recorded_xid FROM journal_entry WHERE id = NEW.entry_id);
    this_xid bigint := pg_current_xact_id()::text::bigint;
    lost record;
  BEGIN
    IF entry_xid IS NULL THEN
      RAISE EXCEPTION 'posting % belongs to no journal entry', NEW.id
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_entry';
    END IF;
    IF entry_xid <> this_xid OR NEW.recorded_xid <> this_xid THEN
      RAISE EXCEPTION 'journal entry % was recorded earlier and takes no more postings', NEW.entry_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_is_append_only';
    END IF;
    SELECT currency, sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS total, count(*) AS legs
      INTO lost FROM posting WHERE entry_id = NEW.entry_id GROUP BY currency
      HAVING sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) <> 0 OR count(*) < 2 LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'journal entry % does not balance: % of % minor units of % in % posting(s)', NEW.entry_id,
        CASE WHEN lost.total > 0 THEN 'a debit' ELSE 'a credit' END, abs(lost.total), lost.currency, lost.legs
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balances';
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION check_recorded_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.recorded_xid <> pg_current_xact_id()::text::bigint THEN
      RAISE EXCEPTION 'journal entry % names another transaction than its own', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_is_append_only';
    END IF;
    IF NOT EXISTS (SELECT FROM posting WHERE entry_id = NEW.id) THEN
      RAISE EXCEPTION 'journal entry % has no postings', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entry_balances';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_posted_entry();
  CREATE CONSTRAINT TRIGGER journal_entry_balances AFTER INSERT ON journal_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_recorded_entry();
`;

// Triggers hold for the owner of the tables too; the REVOKE is for roles that were granted too much.
const APPEND_ONLY = `
  CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% on % refused: the journal is append-only, post a correcting entry instead', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_is_append_only';
  END $$;
  CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();
  CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();
  REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry, posting FROM PUBLIC;
`;
