-- How many answers were recorded for an employer: the version of its answer. Reminders and drafts change the row, not the answer, and make no page stale.
alter table achat_employeur add column reponses integer not null default 0;
