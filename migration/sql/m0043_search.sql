-- Circles, what is said in them, and people are found by words.

-- A text as it is compared: without case, accents and punctuation, in every language alike
-- and whatever the locale of the server. What has no spaces between its words is found by
-- its letters.
CREATE FUNCTION search_text(said text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(
        regexp_replace(
            replace(replace(replace(
                translate(
                    lower(regexp_replace(normalize(said, NFKD),
                        '[\u0300-\u036f\u00ad\u200b-\u200d\ufe00-\ufe0f]+', '', 'g') COLLATE "C"),
                    'ÆŒØŁĐÐÞẞĦŊıøłđðςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
                    'æœoldðþßħŋioldðσαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ'),
                'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+',
            ' ', 'g'),
        '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])', ' \1 ', 'g');

-- What finds all words of a text: one of two letters or more where a word begins so, too.
-- Null where there is none.
CREATE FUNCTION search_query(asked text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT to_tsquery('simple', string_agg(
            quote_literal(word) || CASE WHEN char_length(word) > 1 THEN ':*' ELSE '' END, ' & '))
        FROM unnest(string_to_array(search_text(asked), ' ')) AS word
        WHERE word <> ''
    );

-- What is removed has no text, and so no words.
ALTER TABLE message ADD COLUMN search tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', search_text(text))) STORED;
ALTER TABLE comment ADD COLUMN search tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', search_text(text))) STORED;
ALTER TABLE circle ADD COLUMN search tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', search_text(
        coalesce(config->>'name', '') || ' ' || coalesce(config->>'tags', '') || ' '
            || coalesce(config->>'description', '') || ' ' || coalesce(config->>'about', '')))) STORED;

CREATE INDEX message_search ON message USING gin (search) WHERE state = 'shown';
CREATE INDEX comment_search ON comment USING gin (search) WHERE state = 'shown';
CREATE INDEX circle_search ON circle USING gin (search);
CREATE INDEX users_search ON users USING gin (to_tsvector('simple', search_text(display_name)));
