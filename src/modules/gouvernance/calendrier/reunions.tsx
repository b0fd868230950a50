import { organeDe } from '#modules/annuaire'
import type { Acteur } from '#shared/acteur.ts'
import { joursEntre } from '#shared/dates.ts'
import { dansJours, date, jourDuMois, mois } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import type { ReunionEnListe } from './calendrier.queries.ts'

/** Meetings of the members’ bodies, a row each. */
export function Reunions({
  reunions,
  acteur,
  tient,
  aujourdhui,
}: {
  readonly reunions: readonly ReunionEnListe[]
  readonly acteur: Acteur
  readonly tient: boolean
  readonly aujourdhui: string
}) {
  return (
    <Tableau
      egales
      titre={`Réunions des organes des membres, ${mois(reunions[0]!.date)}`}
      lignes={reunions}
      cleDe={({ id }) => id}
      colonnes={[
        { cle: 'date', titre: 'Jour', entete: true, contenu: ({ date: jour }) => jourDuMois(jour) },
        {
          cle: 'membre',
          titre: 'Membre',
          contenu: ({ libelle, territoire }) => (
            <>
              {libelle}
              <small>{territoire}</small>
            </>
          ),
        },
        {
          cle: 'organe',
          titre: 'Organe',
          contenu: ({ typeOrganisme, organe }) => organeDe(typeOrganisme, organe)?.libelle ?? organe,
        },
        {
          cle: 'limite',
          titre: 'Inscription avant le',
          contenu: ({ limiteInscription }) => (
            <>
              {date(limiteInscription)}
              <small>
                {limiteInscription >= aujourdhui
                  ? dansJours(joursEntre(aujourdhui, limiteInscription))
                  : 'passée'}
              </small>
            </>
          ),
        },
        {
          cle: 'actions',
          titre: <span className="vh">Actions</span>,
          contenu: ({ id, organismeId, date: jour }) =>
            tient && organismeId === acteur.organismeId ? (
              <BoutonPost action={`/calendrier/${id}/annuler`} variante="lien" petit>
                Retirer<span className="vh"> la réunion du {date(jour)}</span>
              </BoutonPost>
            ) : null,
        },
      ]}
    />
  )
}
