import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampTexte,
  type Faute,
  Formulaire,
  type Saisies,
} from '#ui/formulaire.tsx'

import { Section } from '#ui/textes.tsx'
import { LIBELLES_ROLE, ROLES_ORDINAIRES } from '../domain/membres.ts'
import type { Membre } from './membres.repository.ts'

export type Retour = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies | undefined
}

const ChampActe = () => (
  <ChampTexte
    nom="acte"
    libelle="Acte ou accord"
    aide="La délibération, la séance ou la convention qui le décide."
    facultatif
  />
)

/** Another role for the member, or its way out, each with the act that decides it. */
export function ChangerDePlace({
  membre,
  coordonne,
  aujourdhui,
  role,
  sortie,
}: {
  readonly membre: Membre
  readonly coordonne: boolean
  readonly aujourdhui: Jour
  readonly role: Retour
  readonly sortie: Retour
}) {
  if (coordonne)
    return (
      <Section titre="Son rôle">
        <p>
          {membre.libelle} coordonne : il ne peut ni changer de rôle ni partir avant d’avoir{' '}
          <a href="/membres/coordination">transmis la coordination</a> à un autre membre.
        </p>
      </Section>
    )
  return (
    <>
      <Section titre="Changer son rôle">
        <Formulaire action={`/membres/${membre.organismeId}/role`} id="role" prefixe {...role}>
          <ChampListe
            nom="role"
            libelle="Nouveau rôle"
            options={ROLES_ORDINAIRES.map((valeur) => ({ valeur, libelle: LIBELLES_ROLE[valeur] }))}
          />
          <ChampDate nom="du" libelle="À compter du" valeur={dateSaisie(aujourdhui)} />
          <ChampActe />
          <Actions>
            <Bouton>Changer le rôle</Bouton>
          </Actions>
        </Formulaire>
      </Section>
      <Section titre="Quitter la coopération">
        <p>
          À partir du lendemain, ses sièges et les droits de ses personnes prennent fin ; ses votes, ses
          décisions et ses suites restent écrits.
        </p>
        <Formulaire action={`/membres/${membre.organismeId}/sortie`} id="sortie" prefixe {...sortie}>
          <ChampDate nom="au" libelle="Dernier jour comme membre" />
          <ChampActe />
          <Actions>
            <Bouton variante="danger">Enregistrer la sortie {deNom(membre.libelle)}</Bouton>
          </Actions>
        </Formulaire>
      </Section>
    </>
  )
}
