/**
 * The account API and what it needs behind it: tokens, answers that are given twice, teams that end, further roles,
 * and licenses as a vendor brings them along: with servers and keys, suspended, on trial, bound to their team.
 */
export const accountApi = {
  name: '0005-account-api',
  statements: [
    `alter table organization add column api_enabled boolean not null default false`,
    `alter table team
      add column ended_at timestamptz,
      add column merged_into bigint,
      add column form_id uuid,
      add check (merged_into is null or ended_at is not null)`,
    `create unique index team_of_form on team (organization_id, form_id) where form_id is not null`,
    `alter table role_grant
      drop constraint role_grant_role_check,
      drop constraint role_grant_check,
      add constraint role_grant_role_check check (role in ('administrator', 'viewer', 'purchaser', 'billing_contact',
        'technical_contact', 'licensee_contact', 'team_administrator', 'team_viewer')),
      add constraint role_grant_check check ((team_id is not null) = (role in ('team_administrator', 'team_viewer')))`,
    `alter table product add column plugin boolean not null default false`,

    `alter table subscription
      alter column order_id drop not null,
      add column pack_ref text,
      add column renews boolean not null default false,
      add column trial boolean not null default false,
      add column perpetual boolean not null default false`,
    `alter table pool
      drop constraint pool_check,
      add column placed integer not null default 0 check (placed >= 0),
      add column withheld integer not null default 0 check (withheld >= 0),
      add constraint pool_check check (total = free + invited + connected + placed + withheld)`,
    `alter table license
      drop constraint license_status_check,
      drop constraint license_check,
      add column per_user boolean not null default true,
      add column transferable boolean not null default true,
      add column suspended boolean not null default false,
      add column domain text,
      add constraint license_status_check check (status in ('free', 'invited', 'connected', 'placed', 'withheld')),
      add constraint license_check check ((status in ('invited', 'connected')) = (assignment_id is not null)
        and (status in ('invited', 'connected')) = (person_id is not null)),
      add constraint license_for_people check (per_user or status in ('placed', 'withheld')),
      add constraint license_not_given_while_suspended check (not suspended or status <> 'free')`,
    // What programs filter by is told by these indexes alone, so that far pages do not read the licenses before them.
    `drop index license_by_status`,
    `drop index license_by_product`,
    `drop index license_by_team`,
    `create index license_by_status on license (organization_id, status, position) include (team_id, product_code)`,
    `create index license_by_product on license (organization_id, product_code, position) include (team_id, status)`,
    `create index license_by_team on license (organization_id, team_id, position) include (product_code, status)`,
    `create table placement (
      organization_id bigint not null,
      license_id text not null,
      kind text not null check (kind in ('license_server', 'license_vault', 'license_key')),
      uid text,
      registration_name text,
      key text,
      primary key (organization_id, license_id),
      foreign key (organization_id, license_id) references license (organization_id, id),
      check ((kind = 'license_key') = (uid is null) and (kind = 'license_key') = (key is not null))
    )`,
    `alter table assignment
      drop constraint assignment_came_by_check,
      add constraint assignment_came_by_check check (came_by in ('form', 'list', 'link', 'request', 'api', 'import'))`,
    `alter table job
      drop constraint job_kind_check,
      add constraint job_kind_check check (kind in ('assign', 'revoke', 'move'))`,
    `alter table job_item add column from_team_id bigint`,

    `create table api_token (
      organization_id bigint not null references organization (id),
      id uuid not null,
      hash text not null unique,
      hint text not null,
      name text not null,
      person_id uuid not null,
      team_id bigint,
      role text not null check (role in ('administrator', 'viewer', 'primary_contact')),
      created_at timestamptz not null,
      created_by text not null,
      last_used_at timestamptz,
      rotated_at timestamptz,
      revoked_at timestamptz,
      revoked_by text,
      primary key (organization_id, id),
      foreign key (organization_id, person_id) references person (organization_id, id),
      foreign key (organization_id, team_id) references team (organization_id, id),
      check (team_id is null or role <> 'primary_contact'),
      check ((revoked_at is null) = (revoked_by is null))
    )`,
    `create index api_token_of_person on api_token (organization_id, person_id)`,
    `create table api_answer (
      organization_id bigint not null,
      token_id uuid not null,
      key text not null,
      fingerprint text not null,
      status smallint not null,
      sealed text not null,
      made_at timestamptz not null,
      primary key (organization_id, token_id, key)
    )`,
    `create index api_answer_by_age on api_answer (made_at)`,

    `create index event_by_time on event (organization_id, at, id)`,
    `create index event_of_team on event (organization_id, team_id, at, id) where team_id is not null`,
  ],
} as const
