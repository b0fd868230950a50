import { nombre } from '#shared/typographie.ts'
import { Carte } from '#ui/carte/carte.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { Portail } from './portail.queries.ts'
import type { ActionPublique } from './programme/programme-public.queries.ts'
import { partsDesMembres } from './programme/programme-public.ts'

/** The members on a map, and in a table beneath. */
export function Territoire({
  portail,
  actions,
}: {
  readonly portail: Portail
  readonly actions: readonly ActionPublique[]
}) {
  const parts = partsDesMembres(actions, portail.membres)
  const dites = parts.some(({ pourcentage }) => pourcentage !== null)
  return (
    <Section
      titre="Ses membres"
      detail={dites ? 'part des actions publiques où chacun est engagé' : undefined}
    >
      <Carte
        conclusion={`Les ${portail.membres.length} membres : ${portail.membres.map((m) => m.territoire).join(', ')}.`}
        titre="Part des actions publiques, par membre"
        libelle="Part des actions"
        bornes={[20, 40, 60, 80]}
        formater={(valeur) => `${nombre(valeur)} %`}
        departements={parts.flatMap(({ membre, pourcentage }) =>
          membre.departement ? [{ code: membre.departement, valeur: pourcentage }] : [],
        )}
      />
      <Tableau
        titre="Membres de la coopération"
        lignes={parts}
        cleDe={({ membre }) => membre.organismeId}
        colonnes={[
          {
            cle: 'membre',
            titre: 'Membre',
            entete: true,
            contenu: ({ membre }) => (
              <>
                {membre.libelle}
                <br />
                <small>
                  {membre.territoire}
                  {membre.role === 'coordonnateur' && ', coordonne'}
                </small>
              </>
            ),
          },
          { cle: 'menees', titre: 'Mène', nombre: true, contenu: ({ menees }) => menees },
          { cle: 'partagees', titre: 'Participe', nombre: true, contenu: ({ partagees }) => partagees },
        ]}
      />
    </Section>
  )
}
