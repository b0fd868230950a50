import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampNombre, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { siegeDe } from '../domain/cycle.ts'
import type { GroupeLu, PersonneEnFonction } from '../groupes.queries.ts'
import { RUBRIQUE } from '../vues.tsx'

/** The seat of one's own member: whether it takes part, who holds it, how many days it gives. */
export function pageSiege({
  groupe,
  personnes,
  acteur,
  aujourdhui,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly personnes: readonly PersonneEnFonction[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const membre = groupe.membres.find(({ organismeId }) => organismeId === acteur.organismeId)
  const places = groupe.places.filter(({ organismeId }) => organismeId === acteur.organismeId)
  const siege = membre && siegeDe(membre, places, aujourdhui)
  const options = personnes.map(({ id, nom }) => ({ valeur: id, libelle: nom }))
  const referent = siege?.etat === 'tenu' ? siege.referent.personneId : ''
  const suppleant =
    siege?.etat === 'tenu' || siege?.etat === 'suppleant' ? (siege.suppleant?.personneId ?? '') : ''
  return {
    titre: `Siège du ${acteur.libelle}`,
    h1: 'Qui tient votre siège ?',
    surtitre: groupe.nom,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Groupes de travail', href: '/groupes' },
      { libelle: groupe.nom, href: `/groupes/${groupe.id}` },
    ],
    ...(statut && { statut }),
    chapeau: <p>Vous répondez pour {acteur.libelle}. Aucun autre membre n’écrit cette ligne.</p>,
    contenu: (
      <Formulaire
        action={`/groupes/${groupe.id}/siege`}
        version={membre?.version}
        champs={{ organisme: acteur.organismeId }}
        {...retour}
      >
        <ChampChoix
          nom="participe"
          libelle="Votre organisme"
          options={[
            { valeur: 'oui', libelle: 'Participe au groupe', coche: membre?.participe ?? false },
            {
              valeur: 'non',
              libelle: 'Est informé',
              aide: 'Il lit tout, il n’a pas de siège.',
              coche: !membre?.participe,
            },
          ]}
        />
        <ChampListe
          nom="referent"
          libelle="Référent ou référente"
          vide="Personne pour l’instant"
          facultatif
          valeur={referent}
          options={options}
        />
        <ChampListe
          nom="suppleant"
          libelle="Suppléant ou suppléante"
          vide="Personne pour l’instant"
          facultatif
          valeur={suppleant}
          options={options}
        />
        <CoteACote>
          <ChampNombre
            nom="chargePrevue"
            libelle="Charge prévue"
            unite="jours"
            facultatif
            valeur={membre?.chargePrevue?.toString()}
          />
          <ChampNombre
            nom="chargeReelle"
            libelle="Charge constatée"
            unite="jours"
            facultatif
            valeur={membre?.chargeReelle?.toString()}
          />
        </CoteACote>
        <Actions>
          <Bouton variante="primaire">Enregistrer notre siège</Bouton>
          <a href={`/groupes/${groupe.id}`}>Revenir au groupe</a>
        </Actions>
      </Formulaire>
    ),
  }
}
