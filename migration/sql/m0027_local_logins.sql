-- Whoever signs in by e-mail and password, beside or instead of an account elsewhere.
CREATE TABLE local_login (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    -- As it was typed, which is where mail goes, and as it is compared.
    email text NOT NULL,
    email_folded text NOT NULL UNIQUE,
    -- Argon2id in the form of PHC; null while none was chosen.
    password text,
    -- Whether a mail that went there came back.
    is_verified boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now()
);

-- What somebody asked for who has to prove that mail to an address reaches them. The
-- row is made whether anybody is known by that address or not; whose it is, is looked
-- up when the mail is sent. Of the link there is its hash alone.
CREATE TABLE mail_link (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    purpose text NOT NULL CHECK (purpose IN ('verify', 'recover', 'change', 'invite')),
    user_id uuid REFERENCES users (id),
    email text NOT NULL,
    email_folded text NOT NULL,
    -- Of an account that is made once the link is used.
    name text,
    password text,
    language text NOT NULL,
    -- False for one that the operator hands over, which proves nothing about mail.
    is_mailed boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE INDEX mail_link_user ON mail_link (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX mail_link_email ON mail_link (email_folded);
CREATE INDEX mail_link_expires ON mail_link (expires_at);
