-- Who accepted a deliverable, and what proves it: a decision, or the séance whose relevé says so. A refusal is kept the same way.
alter table livrable add column statue_le date;
alter table livrable add column decision_id uuid references decision;
alter table livrable add column seance_id uuid references seance;
alter table livrable add column observations text not null default '' check (length(observations) <= 2000);
alter table livrable add constraint livrable_preuve check (statue_le is null or num_nonnulls(decision_id, seance_id) = 1);
