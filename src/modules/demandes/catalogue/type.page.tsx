import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Colonnes, Section } from '#ui/textes.tsx'
import { ChampsDuType } from '../depot/formulaire.page.tsx'
import { tientLeCatalogue } from '../domain/droits.ts'
import { lireChamps, lirePieces } from '../domain/formulaire.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { TypeLu } from './catalogue.queries.ts'
import { type Centre, DefinitionCommune } from './definition-commune.tsx'
import { DefinitionLocale } from './definition-locale.tsx'

type PropsType = {
  readonly type: TypeLu
  readonly centres: readonly Centre[]
  readonly versions: readonly {
    readonly version: number
    readonly auteur: string
    readonly enregistreLe: Date
  }[]
  readonly acteur: Acteur
  readonly retour: RetourDeFormulaire
  /** Which form comes back. */
  readonly forme?: 'type' | 'local'
}

/** One type: what it asks, drawn as the town hall sees it; then its definition and what this centre adapts. */
export function pageType({ type, centres, versions, acteur, retour, forme }: PropsType): ContenuDePage {
  const typee = forme === 'type' ? retour : {}
  const texte = typeof typee.saisies?.['champs'] === 'string' ? typee.saisies['champs'] : type.champs
  const { champs } = lireChamps(texte)
  const modifie = tientLeCatalogue.autorise(acteur)
  return {
    titre: type.libelle,
    surtitre: type.theme,
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Catalogue', href: '/demandes/catalogue' }],
    actions: !type.actif && (
      <Etiquette ton="neutre" icone="sans_objet">
        Retirée
      </Etiquette>
    ),
    ...(retour.statut && { statut: retour.statut }),
    contenu: (
      <Colonnes
        cote={
          <>
            <Section titre="Aperçu, tel que la mairie le voit">
              <div className="formulaire" aria-label="Aperçu du formulaire" role="group">
                <ChampsDuType champs={champs} />
              </div>
              {lirePieces(type.pieces).length > 0 && (
                <p className="detail">
                  Pièces attendues :{' '}
                  {lirePieces(type.pieces)
                    .map(({ libelle }) => libelle)
                    .join(', ')}
                  .
                </p>
              )}
            </Section>
            <Section titre="Versions">
              <ul className="liste-simple">
                {versions.map(({ version, auteur, enregistreLe }) => (
                  <li key={version}>
                    Version {version}, {date(jourDe(enregistreLe))} <p className="detail">{auteur}</p>
                  </li>
                ))}
              </ul>
            </Section>
          </>
        }
      >
        {modifie && <DefinitionLocale type={type} acteur={acteur} retour={forme === 'local' ? retour : {}} />}
        {modifie && <DefinitionCommune type={type} centres={centres} retour={typee} />}
      </Colonnes>
    ),
  }
}
