import { asOwner, pictureCalls, pictureSchema } from './picture-schema.ts';
import { placeCalls, placeSchema } from './place-schema.ts';

/** Version of the server's schema that `init` makes. From 2 on it has pictures and places. */
const schemaVersion = 2;
/** What this client calls itself: the server may ask for a later one. */
export const clientVersion = 1;

/** Errors of the functions, by their SQLSTATE. */
export const serverErrors = {
  readsOnly: 'DR001',
  leadOnly: 'DR002',
  otherLog: 'DR003',
  oldClient: 'DR004',
  notAMember: 'DR005',
} as const;

const roles = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dramatis_reader') THEN CREATE ROLE dramatis_reader NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dramatis_artist') THEN CREATE ROLE dramatis_artist NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dramatis_lead') THEN CREATE ROLE dramatis_lead NOLOGIN; END IF;
  IF NOT pg_has_role('dramatis_artist', 'dramatis_reader', 'MEMBER') THEN GRANT dramatis_reader TO dramatis_artist; END IF;
  IF NOT pg_has_role('dramatis_lead', 'dramatis_artist', 'MEMBER') THEN GRANT dramatis_artist TO dramatis_lead; END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS dramatis;
REVOKE ALL ON SCHEMA dramatis FROM PUBLIC;
GRANT USAGE ON SCHEMA dramatis TO dramatis_reader;
`;

const tables = `
CREATE TABLE IF NOT EXISTS dramatis.studio (
  one        boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch      uuid NOT NULL DEFAULT gen_random_uuid(),
  version    int NOT NULL,
  min_client int NOT NULL DEFAULT 1,
  last       bigint NOT NULL DEFAULT 0
);
INSERT INTO dramatis.studio (version) VALUES (${schemaVersion})
  ON CONFLICT (one) DO UPDATE SET version = greatest(dramatis.studio.version, excluded.version);

CREATE TABLE IF NOT EXISTS dramatis.event (
  seq    bigint PRIMARY KEY,
  id     uuid NOT NULL UNIQUE,
  author name NOT NULL,
  at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind   text NOT NULL,
  name   text,
  count  int NOT NULL,
  body   jsonb NOT NULL
);

CREATE TABLE IF NOT EXISTS dramatis.member (
  name       name PRIMARY KEY,
  joined     timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen       timestamptz NOT NULL DEFAULT clock_timestamp(),
  removed    timestamptz,
  removed_by name
);

CREATE TABLE IF NOT EXISTS dramatis.named (           -- characters that have a name: a lead alone merges two of them
  character text PRIMARY KEY
);
`;

const membership = `
CREATE OR REPLACE FUNCTION dramatis.role_of(member name) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN pg_has_role(member, 'dramatis_lead', 'MEMBER') THEN 'lead'
              WHEN pg_has_role(member, 'dramatis_artist', 'MEMBER') THEN 'artist' ELSE 'reader' END
$$;

CREATE OR REPLACE FUNCTION dramatis.check_member(asked_epoch uuid) RETURNS void LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM dramatis.member m WHERE m.name = session_user AND m.removed IS NOT NULL) THEN
    RAISE EXCEPTION 'removed from the studio' USING ERRCODE = '${serverErrors.notAMember}';
  END IF;
  IF asked_epoch IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dramatis.studio s WHERE s.epoch = asked_epoch) THEN
    RAISE EXCEPTION 'another log' USING ERRCODE = '${serverErrors.otherLog}';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION dramatis.hello(client int)
RETURNS TABLE (epoch uuid, version int, last bigint, me text, role text) LANGUAGE plpgsql ${asOwner} AS $$
DECLARE least_client int;
BEGIN
  PERFORM dramatis.check_member(NULL);
  SELECT s.min_client INTO least_client FROM dramatis.studio s;
  IF client < least_client THEN RAISE EXCEPTION 'client too old' USING ERRCODE = '${serverErrors.oldClient}'; END IF;
  INSERT INTO dramatis.member (name) VALUES (session_user)
    ON CONFLICT ON CONSTRAINT member_pkey DO UPDATE SET seen = clock_timestamp();
  RETURN QUERY SELECT s.epoch, s.version, s.last, session_user::text, dramatis.role_of(session_user) FROM dramatis.studio s;
END $$;

CREATE OR REPLACE FUNCTION dramatis.members()
RETURNS TABLE (name text, role text, events bigint, joined_ms bigint, seen_ms bigint, removed boolean)
LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  RETURN QUERY SELECT m.name::text, dramatis.role_of(m.name), (SELECT count(*) FROM dramatis.event e WHERE e.author = m.name),
      (extract(epoch FROM m.joined) * 1000)::bigint, (extract(epoch FROM m.seen) * 1000)::bigint, m.removed IS NOT NULL
    FROM dramatis.member m WHERE EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = m.name) ORDER BY m.name;
END $$;

CREATE OR REPLACE FUNCTION dramatis.set_removed(member name, gone boolean) RETURNS boolean LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  IF dramatis.role_of(session_user) <> 'lead' THEN
    RAISE EXCEPTION 'a lead alone removes members' USING ERRCODE = '${serverErrors.leadOnly}';
  END IF;
  UPDATE dramatis.member m SET removed = CASE WHEN gone THEN clock_timestamp() END,
    removed_by = CASE WHEN gone THEN session_user END WHERE m.name = member;
  RETURN FOUND;
END $$;
`;

const log = `
CREATE OR REPLACE FUNCTION dramatis.pull(asked_epoch uuid, after bigint, after_id uuid, most int)
RETURNS TABLE (seq bigint, id uuid, author text, at_ms bigint, kind text, name text, count int, body jsonb)
LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(asked_epoch);
  IF after > 0 AND NOT EXISTS (SELECT 1 FROM dramatis.event e WHERE e.seq = after AND e.id = after_id) THEN
    RAISE EXCEPTION 'another log' USING ERRCODE = '${serverErrors.otherLog}';
  END IF;
  RETURN QUERY SELECT e.seq, e.id, e.author::text, (extract(epoch FROM e.at) * 1000)::bigint, e.kind, e.name, e.count, e.body
    FROM dramatis.event e WHERE e.seq > after ORDER BY e.seq LIMIT most;
END $$;

CREATE OR REPLACE FUNCTION dramatis.facts_in(events jsonb)
RETURNS TABLE (event uuid, fact jsonb) LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (e ->> 'id')::uuid, f FROM jsonb_array_elements(events) e, jsonb_array_elements(e -> 'body' -> 'facts') f
$$;

CREATE OR REPLACE FUNCTION dramatis.push(asked_epoch uuid, events jsonb)
RETURNS TABLE (id uuid, seq bigint) LANGUAGE plpgsql ${asOwner} AS $$
DECLARE head bigint; fresh jsonb; merging uuid;
BEGIN
  PERFORM dramatis.check_member(asked_epoch);
  IF dramatis.role_of(session_user) = 'reader' THEN
    RAISE EXCEPTION 'a reader changes nothing' USING ERRCODE = '${serverErrors.readsOnly}';
  END IF;
  SELECT s.last INTO head FROM dramatis.studio s FOR UPDATE;
  SELECT coalesce(jsonb_agg(e ORDER BY n), '[]') INTO fresh FROM jsonb_array_elements(events) WITH ORDINALITY AS each(e, n)
    WHERE NOT EXISTS (SELECT 1 FROM dramatis.event known WHERE known.id = (e ->> 'id')::uuid);
  IF dramatis.role_of(session_user) <> 'lead' THEN
    SELECT f.event INTO merging FROM dramatis.facts_in(fresh) f
      WHERE f.fact ->> 0 = 'merged' AND jsonb_typeof(f.fact -> 3) = 'array'
        AND EXISTS (SELECT 1 FROM dramatis.named n WHERE n.character = f.fact ->> 1)
        AND EXISTS (SELECT 1 FROM dramatis.named n WHERE n.character = f.fact -> 3 ->> 0) LIMIT 1;
    IF merging IS NOT NULL THEN
      RAISE EXCEPTION 'a lead alone merges two characters that have names'
        USING ERRCODE = '${serverErrors.leadOnly}', DETAIL = merging::text;
    END IF;
  END IF;
  INSERT INTO dramatis.event (seq, id, author, kind, name, count, body)
    SELECT head + n, (e ->> 'id')::uuid, session_user, e ->> 'kind', e ->> 'name', (e ->> 'count')::int, e -> 'body'
    FROM jsonb_array_elements(fresh) WITH ORDINALITY AS each(e, n);
  UPDATE dramatis.studio s SET last = head + jsonb_array_length(fresh);
  INSERT INTO dramatis.named (character) SELECT DISTINCT f.fact ->> 1 FROM dramatis.facts_in(fresh) f
    WHERE f.fact ->> 0 = 'character.name' AND jsonb_typeof(f.fact -> 3) = 'array' ON CONFLICT DO NOTHING;
  DELETE FROM dramatis.named n USING dramatis.facts_in(fresh) f
    WHERE f.fact ->> 0 = 'character.name' AND jsonb_typeof(f.fact -> 3) = 'null' AND n.character = f.fact ->> 1;
  PERFORM pg_notify('dramatis', '');
  RETURN QUERY SELECT e.id, e.seq FROM jsonb_array_elements(events) sent
    JOIN dramatis.event e ON e.id = (sent ->> 'id')::uuid;
END $$;
`;

const rights = `
REVOKE ALL ON ALL TABLES IN SCHEMA dramatis FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA dramatis FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dramatis.hello(int), dramatis.members(), dramatis.pull(uuid, bigint, uuid, int),
  dramatis.push(uuid, jsonb), dramatis.set_removed(name, boolean),
  ${[...pictureCalls, ...placeCalls].map((call) => `dramatis.${call}`).join(', ')} TO dramatis_reader;
`;

/**
 * The studio on its server. Clients call the functions and touch no table: who they are is `session_user`. An event gets its number from
 * the row `studio`, which the pushing transaction locks: numbers are seen in the order in which they are committed, so whoever asks
 * for what came after a number misses nothing. Everything can be run again: `init` brings an older schema up to date.
 */
export const schema = [roles, tables, membership, log, pictureSchema, placeSchema, rights].join('\n');
