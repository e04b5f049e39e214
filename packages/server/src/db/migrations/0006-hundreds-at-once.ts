/**
 * Hundreds at once: bulk acts that go on after their request, files of people, requests with an answer, questions with
 * a due day, licenses given until a day, saved views, switches for letters, and what was in use day by day.
 */
export const hundredsAtOnce = {
  name: '0006-hundreds-at-once',
  statements: [
    // What was done in one transaction until now has ended when it began.
    `alter table job
      drop constraint job_kind_check,
      add constraint job_kind_check check (kind in ('assign', 'revoke', 'move', 'remind', 'codes', 'reassign')),
      add column state text not null default 'ended' check (state in ('running', 'ended', 'undoing')),
      add column waiting integer not null default 0 check (waiting >= 0),
      add column ended_at timestamptz,
      add column stopped_at timestamptz,
      add column stopped_by text,
      add column stopped integer not null default 0 check (stopped >= 0),
      add column claimed_until timestamptz,
      add column attempts smallint not null default 0,
      add column retry_of uuid,
      add column bearer jsonb,
      add column request jsonb,
      add check (state <> 'running' or bearer is not null)`,
    `update job set ended_at = started_at`,
    `create index job_under_way on job (started_at) where state in ('running', 'undoing')`,
    `alter table job_item
      drop constraint job_item_outcome_check,
      add constraint job_item_outcome_check check (outcome in ('waiting', 'done', 'skipped', 'refused', 'stopped', 'undone', 'not_undone')),
      add column asked jsonb`,
    `create index job_item_waiting on job_item (organization_id, job_id, place) where outcome = 'waiting'`,

    `alter table assignment
      add column ends_on date,
      add column reminders smallint not null default 0,
      add column reminded_at timestamptz,
      drop constraint assignment_end_reason_check,
      add constraint assignment_end_reason_check
        check (end_reason in ('revoked', 'undone', 'returned', 'account_deleted', 'day_reached', 'not_kept', 'reassigned'))`,
    `create index assignment_with_end on assignment (ends_on) where ended_at is null and ends_on is not null`,
    `create index assignment_unanswered on assignment (assigned_at) where ended_at is null and connected_at is null`,

    // The bytes as they were sent, and how their owner wants them read; gone when handed out, or after some days.
    `create table people_file (
      organization_id bigint not null references organization (id),
      id uuid not null,
      owner text not null,
      team_id bigint,
      name text not null,
      content bytea not null,
      reading jsonb not null default '{}',
      fixes jsonb not null default '{}',
      made_at timestamptz not null,
      primary key (organization_id, id)
    )`,
    `create index people_file_by_age on people_file (made_at)`,
    `create table heading_memory (
      organization_id bigint not null references organization (id),
      heading_key text not null,
      role text not null,
      primary key (organization_id, heading_key)
    )`,

    `alter table invitation
      add column asks_first boolean not null default false,
      add column rest_asks boolean not null default false,
      add column notice text not null default 'daily' check (notice in ('each', 'daily', 'nearly_used', 'none')),
      add column nearly_used_at timestamptz`,
    `alter table license_request
      alter column invitation_id drop not null,
      add column team_id bigint,
      add column person_id uuid,
      add column name text not null default '',
      add column license_id text,
      add column answered_at timestamptz,
      add column answered_by text,
      add column answer text not null default '',
      add column assignment_id uuid,
      add column proved boolean not null default false,
      drop constraint license_request_state_check,
      add constraint license_request_state_check check (state in ('open', 'granted', 'declined', 'withdrawn')),
      add foreign key (organization_id, team_id) references team (organization_id, id)`,
    `update license_request set team_id = invitation.team_id from invitation
      where invitation.organization_id = license_request.organization_id and invitation.id = license_request.invitation_id`,
    `create unique index one_open_request_per_person_and_license on license_request (organization_id, license_id, address_key)
      where state = 'open' and license_id is not null`,
    `create index license_request_open on license_request (organization_id, created_at) where state = 'open'`,

    // "Do you still use it?": one open question about an assignment; silence frees the license on the due day.
    `create table keep_question (
      organization_id bigint not null,
      id uuid not null,
      assignment_id uuid not null,
      person_id uuid not null,
      team_id bigint not null,
      door text not null unique,
      asked_at timestamptz not null,
      asked_by text not null,
      due_on date not null,
      state text not null check (state in ('open', 'kept', 'given_back', 'freed', 'withdrawn')),
      answered_at timestamptz,
      kept_by_use boolean not null default false,
      primary key (organization_id, id),
      foreign key (organization_id, assignment_id) references assignment (organization_id, id),
      check ((state = 'open') = (answered_at is null))
    )`,
    `create unique index one_open_question_per_assignment on keep_question (organization_id, assignment_id) where state = 'open'`,
    `create index keep_question_due on keep_question (due_on) where state = 'open'`,

    // A name for a query; a person's own columns.
    `create table saved_view (
      organization_id bigint not null references organization (id),
      page text not null,
      slug text not null,
      name text not null,
      query text not null,
      created_by text not null,
      creator text not null,
      created_at timestamptz not null,
      primary key (organization_id, page, slug)
    )`,
    `create table column_choice (
      organization_id bigint not null references organization (id),
      account_id text not null,
      page text not null,
      columns text[] not null,
      primary key (organization_id, account_id, page)
    )`,

    // Absent means on. No person: for the whole organization.
    `create table letter_switch (
      organization_id bigint not null references organization (id),
      kind text not null,
      person_id uuid,
      enabled boolean not null,
      changed_by text not null,
      changed_at timestamptz not null,
      unique nulls not distinct (organization_id, kind, person_id)
    )`,
    // Which letters left by themselves, and when the last did.
    `create index letter_by_itself on letter (organization_id, kind, created_at) where kind in
      ('reminder_3', 'reminder_10', 'keep_reminder', 'license_ends_soon', 'license_requested',
        'daily_digest', 'job_ended', 'link_taken', 'link_nearly_used', 'link_used_up')`,
    `create index letter_given_up on letter (organization_id, send_after) where state = 'failed'`,
    `create table digest (
      organization_id bigint not null references organization (id),
      team_id bigint,
      day date not null,
      sent_at timestamptz not null,
      unique nulls not distinct (organization_id, team_id, day)
    )`,

    `create table seat_day (
      organization_id bigint not null,
      team_id bigint not null,
      product_code text not null,
      day date not null,
      bought integer not null,
      used integer not null,
      connected integer not null,
      refused integer not null default 0,
      primary key (organization_id, day, team_id, product_code)
    )`,

    // What happened, happened: the log takes new lines and gives none away.
    `create function refuse_rewriting() returns trigger language plpgsql as $$
      begin
        raise exception 'the log of what happened is only ever appended to' using errcode = 'restrict_violation';
      end $$`,
    `create trigger event_is_appended_to before update or delete on event for each row execute function refuse_rewriting()`,
  ],
} as const
