import { jourDe } from '#shared/dates.ts'
import { compte, date, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { RUBRIQUES } from '../domain/rubriques.ts'
import type { PropsBilan } from './bilan.page.tsx'
import type { TexteLu } from './bilans.queries.ts'
import type { Partie } from './document.ts'
import type { Grille } from './grilles.ts'

/** One part of the report: its tables, its words and their versions. */
export function PartieDuBilan({
  partie,
  ecrit,
  bilan,
  formulaire,
  saisies,
  fautes,
  alerte,
}: PropsBilan & { readonly partie: Partie; readonly ecrit: boolean }) {
  const { rubrique, titre, texte, grilles, vide } = partie
  const lu = bilan.textes.find((t) => t.rubrique === rubrique)
  const revient = formulaire === rubrique
  return (
    <Section titre={titre} id={rubrique}>
      {texte && <TexteLibre texte={texte} />}
      {!texte && grilles.length === 0 && (
        <Vide>{vide || 'La coordination n’a pas encore écrit ces quelques mots.'}</Vide>
      )}
      {grilles.map((grille) => (
        <GrilleDuBilan key={grille.titre} grille={grille} />
      ))}
      {ecrit && (
        <details className="repli" open={revient}>
          <summary>{texte ? 'Reprendre ces mots' : 'Ajouter vos mots'}</summary>
          <Formulaire
            action={`/bilans/${bilan.id}/textes/${rubrique}`}
            id={`texte-${rubrique}`}
            prefixe
            version={lu?.version ?? 0}
            {...(revient && saisies && { saisies })}
            {...(revient && fautes && { fautes })}
            {...(revient && alerte && { alerte })}
          >
            <ChampLong
              nom="texte"
              libelle={titre}
              aide={RUBRIQUES[rubrique].aide}
              lignes={6}
              facultatif
              valeur={texte}
            />
            <Actions>
              <Bouton>Enregistrer ces mots</Bouton>
            </Actions>
          </Formulaire>
        </details>
      )}
      {lu && <Versions lu={lu} />}
    </Section>
  )
}

const GrilleDuBilan = ({ grille: { titre, entetes, lignes } }: { readonly grille: Grille }) => (
  <>
    <h3>{titre}</h3>
    <Tableau
      titre={titre}
      lignes={lignes.map((cellules, rang) => ({ cellules, cle: String(rang) }))}
      cleDe={({ cle }) => cle}
      colonnes={entetes.map((entete, i) => ({
        cle: entete,
        titre: entete,
        entete: i === 0,
        contenu: ({ cellules }: { readonly cellules: readonly string[] }) => cellules[i],
      }))}
    />
  </>
)

const Versions = ({ lu: { ecritPar, ecritLe, avant } }: { readonly lu: TexteLu }) => {
  const quand = new Date(ecritLe)
  return (
    <>
      <p className="detail">
        Écrit par {ecritPar}, le {date(jourDe(quand))} à {heure(quand)}.
      </p>
      {avant.length > 0 && (
        <details className="repli">
          <summary>{compte(avant.length, 'version précédente', 'versions précédentes')}</summary>
          {avant.map(({ texte, ecritPar: par, ecritLe: le }) => (
            <blockquote className="reserve" key={le}>
              <p className="reserve-de">
                {par}, {date(jourDe(new Date(le)))}
              </p>
              <TexteLibre texte={texte || '(vide)'} />
            </blockquote>
          ))}
        </details>
      )}
    </>
  )
}
