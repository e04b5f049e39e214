/** Accounts, sessions and codes. The first four tables are the shape better-auth writes through `access/`. */
export const access = {
  name: '0002-access',
  statements: [
    `create table account (
      id text primary key,
      name text not null,
      email text not null unique,
      email_verified boolean not null,
      image text,
      locale text,
      theme text,
      density text,
      shortcuts boolean,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`,
    `create table session (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      token text not null unique,
      expires_at timestamptz not null,
      ip_address text,
      user_agent text,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`,
    `create index session_of_account on session (account_id)`,
    `create table credential (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      provider_account_id text not null,
      provider_id text not null,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      password text,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`,
    `create index credential_of_account on credential (account_id)`,
    `create table verification (
      id text primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`,
    `create index verification_by_identifier on verification (identifier)`,
    `create table verified_address (
      address_key text primary key,
      account_id text not null references account (id) on delete cascade,
      address text not null,
      verified_at timestamptz not null
    )`,
    `create index verified_address_of_account on verified_address (account_id)`,
    `create table sign_in_link (
      token_hash text primary key,
      address_key text not null,
      address text not null,
      created_at timestamptz not null,
      valid_until timestamptz not null,
      used_at timestamptz
    )`,
    `create table attempt (
      subject text not null,
      bucket timestamptz not null,
      count integer not null,
      primary key (subject, bucket)
    )`,
    `create table installation_secret (
      name text primary key,
      value text not null
    )`,
  ],
} as const
