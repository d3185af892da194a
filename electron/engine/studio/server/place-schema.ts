import { asOwner } from './picture-schema.ts';

/** Where pictures lie below folders that the studio has a name for. Only paths below such a folder are ever told, and never where it is. */
export const placeSchema = `
CREATE TABLE IF NOT EXISTS dramatis.place (
  root   text NOT NULL,
  path   text NOT NULL,                               -- below it, with /
  member name NOT NULL,
  hash   bytea NOT NULL,
  PRIMARY KEY (root, path, member)
);
CREATE INDEX IF NOT EXISTS place_by_hash ON dramatis.place (hash);

CREATE OR REPLACE FUNCTION dramatis.push_places(shared_root text, lie jsonb, gone text[]) RETURNS void LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  IF dramatis.role_of(session_user) = 'reader' THEN
    RAISE EXCEPTION 'a reader changes nothing' USING ERRCODE = 'DR001';
  END IF;
  DELETE FROM dramatis.place p WHERE p.root = shared_root AND p.member = session_user AND p.path = ANY (gone);
  INSERT INTO dramatis.place (root, path, member, hash) SELECT shared_root, e ->> 0, session_user, decode(e ->> 1, 'hex')
    FROM jsonb_array_elements(lie) e ON CONFLICT ON CONSTRAINT place_pkey DO UPDATE SET hash = excluded.hash;
END $$;

CREATE OR REPLACE FUNCTION dramatis.unshare(shared_root text) RETURNS void LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  DELETE FROM dramatis.place p WHERE p.root = shared_root AND p.member = session_user;
END $$;

CREATE OR REPLACE FUNCTION dramatis.roots() RETURNS TABLE (root text, members text[], files bigint) LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  RETURN QUERY SELECT p.root, array_agg(DISTINCT p.member::text ORDER BY p.member::text), count(DISTINCT p.path)
    FROM dramatis.place p GROUP BY p.root ORDER BY p.root;
END $$;

-- Who has these pictures, and where they lie.
CREATE OR REPLACE FUNCTION dramatis.whereabouts(hashes text[]) RETURNS TABLE (hash text, members text[], places jsonb) LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  RETURN QUERY SELECT h,
      ARRAY(SELECT o.member::text FROM dramatis.holder o WHERE o.hash = decode(h, 'hex') AND NOT EXISTS
        (SELECT 1 FROM dramatis.member m WHERE m.name = o.member AND m.removed IS NOT NULL) ORDER BY o.member),
      (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_array(p.root, p.path)), '[]') FROM dramatis.place p WHERE p.hash = decode(h, 'hex'))
    FROM unnest(hashes) h;
END $$;
`;

/** For readers too. */
export const placeCalls = ['push_places(text, jsonb, text[])', 'unshare(text)', 'roots()', 'whereabouts(text[])'];
