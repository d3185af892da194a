/** What every function of the server begins with: it runs as the owner of the tables, whoever calls it, and looks nothing up elsewhere. */
export const asOwner = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

const tables = `
CREATE TABLE IF NOT EXISTS dramatis.gallery (         -- numbers pictures as they come
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  last bigint NOT NULL DEFAULT 0
);
INSERT INTO dramatis.gallery DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS dramatis.picture (         -- what a model saw in it
  n          bigint PRIMARY KEY,
  hash       bytea NOT NULL,                          -- SHA-256 of its bytes
  version    text NOT NULL,                           -- of the models
  width      int NOT NULL,
  height     int NOT NULL,
  is_preview boolean NOT NULL,
  likeness   bytea NOT NULL,
  author     name NOT NULL,
  UNIQUE (hash, version)
);

CREATE TABLE IF NOT EXISTS dramatis.holder (          -- who has a picture, as they said last
  hash   bytea NOT NULL,
  member name NOT NULL,
  PRIMARY KEY (hash, member)
);
`;

/** Halves as bytes, little-endian: where pgvector comes to a server that had none. */
const halves = `
CREATE OR REPLACE FUNCTION dramatis.halves(bytes bytea) RETURNS real[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_agg(CASE WHEN h & 31744 = 0 THEN (h & 1023) * power(2, -24)
      ELSE (1024 + (h & 1023)) * power(2, ((h & 31744) >> 10) - 25) END * CASE WHEN h & 32768 = 0 THEN 1 ELSE -1 END ORDER BY i)::real[]
  FROM (SELECT i, get_byte(bytes, 2 * i) + 256 * get_byte(bytes, 2 * i + 1) AS h FROM generate_series(0, length(bytes) / 2 - 1) i) each
$$;
`;

/** Where pgvector's type of halves is; NULL where there is none. */
const halfvec = `(SELECT format('%I.halfvec', n.nspname) FROM pg_extension e
  JOIN pg_type t ON t.typname = 'halfvec' AND t.typnamespace = e.extnamespace JOIN pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname = 'vector')`;

/** Vectors are pgvector's halves where that is installed, and halves as bytes where it is not. */
const vectors = `
DO $do$
DECLARE half text;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'vector' AND installed_version IS NULL) THEN
    BEGIN
      CREATE EXTENSION vector;
    EXCEPTION WHEN insufficient_privilege OR undefined_file THEN
      RAISE NOTICE 'pgvector is not used: %', SQLERRM;
    END;
  END IF;
  half := ${halfvec};
  EXECUTE format('CREATE TABLE IF NOT EXISTS dramatis.seen_face (
    picture bigint NOT NULL REFERENCES dramatis.picture ON DELETE CASCADE,
    at      int NOT NULL,
    version text NOT NULL,
    x real NOT NULL, y real NOT NULL, width real NOT NULL, height real NOT NULL,
    score   double precision NOT NULL,
    vector  %s NOT NULL,
    PRIMARY KEY (picture, at))', coalesce(half, 'bytea'));
  DROP FUNCTION IF EXISTS dramatis.to_vector(text);
  DROP FUNCTION IF EXISTS dramatis.vector_text(bytea);
  IF half IS NULL THEN
    CREATE FUNCTION dramatis.to_vector(said text) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
      AS $$ SELECT decode(said, 'base64') $$;
    CREATE FUNCTION dramatis.vector_text(v bytea) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
      AS $$ SELECT encode(v, 'base64') $$;
  ELSE
    IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'dramatis.seen_face'::regclass AND attname = 'vector' AND atttypid = 'bytea'::regtype) THEN
      EXECUTE format('ALTER TABLE dramatis.seen_face ALTER vector TYPE %1$s USING dramatis.halves(vector)::%1$s', half);
    END IF;
    EXECUTE format('CREATE FUNCTION dramatis.to_vector(said text) RETURNS %1$s LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
      AS $f$ SELECT said::%1$s $f$', half);
    EXECUTE format('CREATE OR REPLACE FUNCTION dramatis.vector_text(v %1$s) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
      AS $f$ SELECT v::text $f$', half);
  END IF;
END $do$;

CREATE OR REPLACE FUNCTION dramatis.vector_form() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN atttypid = 'bytea'::regtype THEN 'bytea' ELSE 'halfvec' END
  FROM pg_attribute WHERE attrelid = 'dramatis.seen_face'::regclass AND attname = 'vector'
$$;
`;

const exchange = `
CREATE OR REPLACE FUNCTION dramatis.faces_of(n bigint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('box', jsonb_build_array(f.x, f.y, f.width, f.height), 'score', f.score,
    'vector', dramatis.vector_text(f.vector)) ORDER BY f.at), '[]') FROM dramatis.seen_face f WHERE f.picture = n
$$;

-- Says that the caller has these pictures; answers which of them nobody has told of.
CREATE OR REPLACE FUNCTION dramatis.missing_pictures(model text, hashes text[]) RETURNS SETOF text LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  INSERT INTO dramatis.holder (hash, member) SELECT decode(h, 'hex'), session_user FROM unnest(hashes) h ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT h FROM unnest(hashes) h
    WHERE NOT EXISTS (SELECT 1 FROM dramatis.picture p WHERE p.hash = decode(h, 'hex') AND p.version = model);
END $$;

CREATE OR REPLACE FUNCTION dramatis.push_pictures(model text, pictures jsonb) RETURNS void LANGUAGE plpgsql ${asOwner} AS $$
DECLARE head bigint;
BEGIN
  PERFORM dramatis.check_member(NULL);
  IF dramatis.role_of(session_user) = 'reader' THEN
    RAISE EXCEPTION 'a reader changes nothing' USING ERRCODE = 'DR001';
  END IF;
  SELECT g.last INTO head FROM dramatis.gallery g FOR UPDATE;
  WITH sent AS (
    SELECT p, row_number() OVER () AS k FROM (SELECT DISTINCT ON (e ->> 'hash') e AS p FROM jsonb_array_elements(pictures) e
      WHERE NOT EXISTS (SELECT 1 FROM dramatis.picture k WHERE k.hash = decode(e ->> 'hash', 'hex') AND k.version = model)) fresh
  ), kept AS (
    INSERT INTO dramatis.picture (n, hash, version, width, height, is_preview, likeness, author)
      SELECT head + k, decode(p ->> 'hash', 'hex'), model, (p ->> 'width')::int, (p ->> 'height')::int, (p ->> 'isPreview')::boolean,
        decode(p ->> 'likeness', 'base64'), session_user FROM sent
  )
  INSERT INTO dramatis.seen_face (picture, at, version, x, y, width, height, score, vector)
    SELECT head + k, at, model, (f -> 'box' ->> 0)::real, (f -> 'box' ->> 1)::real, (f -> 'box' ->> 2)::real, (f -> 'box' ->> 3)::real,
      (f ->> 'score')::double precision, dramatis.to_vector(f ->> 'vector')
    FROM sent, jsonb_array_elements(p -> 'faces') WITH ORDINALITY AS each(f, at);
  UPDATE dramatis.gallery g SET last = greatest(head, (SELECT max(p.n) FROM dramatis.picture p));
  PERFORM dramatis.index_vectors(model);
END $$;

-- What is known of these pictures.
CREATE OR REPLACE FUNCTION dramatis.pull_pictures(model text, hashes text[])
RETURNS TABLE (n bigint, hash text, width int, height int, is_preview boolean, likeness text, faces jsonb) LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  RETURN QUERY SELECT p.n, encode(p.hash, 'hex'), p.width, p.height, p.is_preview, encode(p.likeness, 'base64'), dramatis.faces_of(p.n)
    FROM dramatis.picture p WHERE p.version = model AND p.hash IN (SELECT decode(h, 'hex') FROM unnest(hashes) h);
END $$;

-- Pictures that came after picture n.
CREATE OR REPLACE FUNCTION dramatis.pictures_after(model text, after bigint, most int)
RETURNS TABLE (n bigint, hash text, width int, height int, is_preview boolean, likeness text, faces jsonb) LANGUAGE plpgsql ${asOwner} AS $$
BEGIN
  PERFORM dramatis.check_member(NULL);
  RETURN QUERY SELECT p.n, encode(p.hash, 'hex'), p.width, p.height, p.is_preview, encode(p.likeness, 'base64'), dramatis.faces_of(p.n)
    FROM dramatis.picture p WHERE p.n > after AND p.version = model ORDER BY p.n LIMIT most;
END $$;
`;

/**
 * One index a model, over the halves. Without pgvector there is none: machines look through a copy of their own. An index that was
 * dropped is made again by the next push, or by \`init\`.
 */
const search = `
CREATE OR REPLACE FUNCTION dramatis.index_vectors(model text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE half text := ${halfvec}; dimensions int; name text := 'seen_face_' || left(md5(model), 16);
BEGIN
  IF dramatis.vector_form() = 'bytea' OR to_regclass('dramatis.' || name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('SELECT %s.vector_dims(f.vector) FROM dramatis.seen_face f WHERE f.version = $1 LIMIT 1', split_part(half, '.', 1))
    INTO dimensions USING model;
  IF dimensions IS NULL THEN RETURN; END IF;
  EXECUTE format('CREATE INDEX %I ON dramatis.seen_face USING hnsw ((vector::%s(%s)) %s.halfvec_cosine_ops) WHERE version = %L',
    name, half, dimensions, split_part(half, '.', 1), model);
END $$;

SELECT dramatis.index_vectors(v.version) FROM (SELECT DISTINCT version FROM dramatis.picture) v;

-- The faces nearest to a vector in pictures that the caller does not have, by the index; the caller ranks them exactly.
CREATE OR REPLACE FUNCTION dramatis.find(model text, query text, most int)
RETURNS TABLE (n bigint, hash text, width int, height int, is_preview boolean, likeness text, faces jsonb) LANGUAGE plpgsql ${asOwner} AS $$
DECLARE half text := ${halfvec}; dimensions int := array_length(string_to_array(query, ','), 1);
BEGIN
  PERFORM dramatis.check_member(NULL);
  -- Goes on along the index until enough are found that the caller does not have.
  PERFORM set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '200', true);
  RETURN QUERY EXECUTE format('SELECT p.n, encode(p.hash, ''hex''), p.width, p.height, p.is_preview, encode(p.likeness, ''base64''),
      jsonb_build_array(jsonb_build_object(''box'', jsonb_build_array(f.x, f.y, f.width, f.height), ''score'', f.score,
        ''vector'', dramatis.vector_text(f.vector)))
    FROM (SELECT s.picture, s.at FROM dramatis.seen_face s WHERE s.version = %4$L AND NOT dramatis.has_picture(s.picture)
        ORDER BY s.vector::%1$s(%2$s) OPERATOR(%3$s.<=>) $1::%1$s(%2$s) LIMIT $2) near
      JOIN dramatis.seen_face f USING (picture, at) JOIN dramatis.picture p ON p.n = f.picture',
    half, dimensions, split_part(half, '.', 1), model) USING query, most;
END $$;

CREATE OR REPLACE FUNCTION dramatis.has_picture(n bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM dramatis.picture p JOIN dramatis.holder h ON h.hash = p.hash AND h.member = session_user WHERE p.n = $1)
$$;
`;

/** What models saw in the studio's pictures: once for all of its machines. */
export const pictureSchema = [tables, halves, vectors, search, exchange].join('\n');

/** For readers too. */
export const pictureCalls = [
  'vector_form()',
  'missing_pictures(text, text[])',
  'push_pictures(text, jsonb)',
  'pull_pictures(text, text[])',
  'pictures_after(text, bigint, int)',
  'find(text, text, int)',
];
