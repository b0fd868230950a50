import { agreger, direAgregat } from '#modules/programme'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section } from '#ui/textes.tsx'
import { concerneDesPersonnes, SEUIL_PERSONNES } from '../domain/seuil.ts'
import type { ActionPublique } from './programme-public.queries.ts'

export function Indicateurs({ action }: { readonly action: ActionPublique }) {
  const lignes = action.indicateurs.flatMap((indicateur) => {
    const annee = Math.max(...indicateur.valeurs.map((v) => v.annee))
    const agregat = agreger(
      indicateur.agregation,
      indicateur.valeurs.filter((v) => v.annee === annee),
    )
    if (!agregat) return []
    const petit =
      concerneDesPersonnes(indicateur.unite) &&
      agregat.genre === 'nombre' &&
      agregat.valeur > 0 &&
      agregat.valeur < SEUIL_PERSONNES
    return [
      {
        ...indicateur,
        annee,
        mot: petit
          ? `moins de ${SEUIL_PERSONNES} ${indicateur.unite}`
          : direAgregat(agregat, indicateur.unite),
        repondants: agregat.repondants,
      },
    ]
  })
  if (lignes.length === 0) return null
  return (
    <Section titre="Ses chiffres" filet>
      <Tableau
        titre="Indicateurs de l’action"
        lignes={lignes}
        cleDe={({ id }) => id}
        colonnes={[
          {
            cle: 'indicateur',
            titre: 'Indicateur',
            entete: true,
            contenu: ({ libelle, fictif }) => (
              <>
                {libelle} {fictif && <Fictif>{fictif}</Fictif>}
              </>
            ),
          },
          { cle: 'annee', titre: 'Année', contenu: ({ annee }) => annee },
          { cle: 'valeur', titre: 'Ensemble des membres', contenu: ({ mot }) => mot },
          { cle: 'membres', titre: 'Membres ayant répondu', nombre: true, contenu: (l) => l.repondants },
        ]}
      />
    </Section>
  )
}
