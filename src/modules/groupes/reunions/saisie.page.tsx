import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { horlogeParis, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampHeure,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'

import type { GroupeLu } from '../groupes.queries.ts'
import type { ReunionLue } from '../travail.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { ariane } from './reunion.page.tsx'

/** Setting a meeting, or moving it. */
export function pageSaisieReunion({
  groupe,
  reunion,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly reunion: ReunionLue | null
  readonly maintenant: Date
}): ContenuDePage {
  const r = reunion
  const horloge = r ? horlogeParis(r.debutLe).slice(11, 16) : ''
  return {
    titre: r ? 'Modifier la réunion' : 'Prévoir une réunion',
    surtitre: groupe.nom,
    rubrique: RUBRIQUE,
    ariane: ariane(groupe),
    ...(statut && { statut }),
    chapeau: (
      <p>
        Qui tient un siège reçoit l’invitation dans son agenda ; une direction la reçoit pour un siège vide.
      </p>
    ),
    contenu: (
      <Formulaire
        action={r ? `/groupes/reunions/${r.id}/modifier` : `/groupes/${groupe.id}/reunions`}
        saisies={saisies}
        version={r?.version}
        cle={r ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        {...retour}
      >
        <ChampTexte nom="objet" libelle="Objet" valeur={r?.objet} />
        <CoteACote>
          <ChampDate nom="jour" libelle="Jour" valeur={r ? dateSaisie(jourDe(r.debutLe)) : undefined} />
          <ChampHeure nom="heure" libelle="Heure" valeur={horloge} />
          <ChampNombre
            nom="dureeMinutes"
            libelle="Durée"
            unite="minutes"
            valeur={String(r?.dureeMinutes ?? 90)}
          />
        </CoteACote>
        <ChampTexte nom="lieu" libelle="Lieu" facultatif valeur={r?.lieu} />
        <ChampTexte
          nom="visio"
          type="url"
          libelle="Visio"
          aide="Adresse du salon, https://…"
          facultatif
          valeur={r ? r.visio : groupe.visio}
        />
        <ChampLong nom="ordreDuJour" libelle="Ordre du jour" lignes={5} facultatif valeur={r?.ordreDuJour} />
        <Actions>
          <Bouton variante="primaire">{r ? 'Enregistrer et prévenir' : 'Prévoir et inviter'}</Bouton>
          <a href={r ? `/groupes/reunions/${r.id}` : `/groupes/${groupe.id}`}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
