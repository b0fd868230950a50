-- Publishing an answer makes it one that is not written again: what the row was is checked, not what it becomes.
drop policy membre_modifie on achat_question;
create policy membre_modifie on achat_question for update to maillage_membre
  using (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id) and publiee_le is null)
  with check (cooperation_id = (select cooperation_courante()) and conduit_l_achat(operation_id));
