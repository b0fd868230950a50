import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { GroupeLu, PlaceLue } from '../groupes.queries.ts'
import { caseDeSiege, siegesDe } from '../vues.tsx'

/** The seats: one line per member, who holds it and how to reach her. */
export function Sieges({
  groupe,
  acteur,
  jour,
}: {
  readonly groupe: GroupeLu
  readonly acteur: Acteur
  readonly jour: Jour
}) {
  const sieges = siegesDe(groupe, jour)
  const participants = sieges.filter(({ membre }) => membre.participe).length
  const fini = groupe.statut === 'clos' || groupe.statut === 'ecarte'
  return (
    <Section
      titre="Sièges"
      id="sieges"
      detail={`${compte(participants, 'membre participe', 'membres participent')} sur ${sieges.length}`}
    >
      <Tableau
        titre="Siège de chaque membre"
        lignes={sieges}
        cleDe={({ membre }) => membre.organismeId}
        estCourante={({ membre }) => membre.organismeId === acteur.organismeId}
        colonnes={[
          { cle: 'membre', titre: 'Membre', entete: true, contenu: ({ membre }) => membre.libelle },
          {
            cle: 'etat',
            titre: 'Siège',
            contenu: ({ siege }) => {
              const { mot, ton, icone } = caseDeSiege(siege, jour, fini)
              return (
                <Etiquette ton={ton} icone={icone} discrete>
                  {mot}
                </Etiquette>
              )
            },
          },
          {
            cle: 'qui',
            titre: 'Référent et suppléant',
            contenu: ({ siege }) => {
              if (siege.etat === 'informe') return 'Lit tout, n’a pas de siège'
              if (siege.etat === 'vide') return `Personne depuis le ${dateCourte(siege.videDepuis, jour)}`
              return (
                <>
                  {siege.etat === 'tenu' && <Personne place={siege.referent} />}
                  {siege.suppleant && (
                    <small>
                      Suppléance : <Personne place={siege.suppleant} />
                    </small>
                  )}
                </>
              )
            },
          },
          {
            cle: 'charge',
            titre: 'Jours',
            nombre: true,
            contenu: ({ membre: { chargePrevue: prevue, chargeReelle: reelle } }) =>
              prevue === null && reelle === null
                ? 'Non dits'
                : `${reelle ?? 0} sur ${prevue ?? 'non prévus'}`,
          },
        ]}
      />
    </Section>
  )
}

const Personne = ({ place: { nom, courriel } }: { readonly place: PlaceLue }) => (
  <a href={`mailto:${courriel}`}>{nom}</a>
)
