import type { ContenuPublic } from '#platform/http/services.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import type { Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import type { Portail } from './portail.queries.ts'
import type { DecisionPublique, SuitePublique } from './publics.queries.ts'
import { direEffet, LIBELLES_TYPE_DECISION, nomsDe } from './vues.ts'

export const SIGNES_SUITE: Readonly<
  Record<SuitePublique['etat'], { readonly ton: Ton; readonly icone: NomIcone; readonly mot: string }>
> = {
  executoire: { ton: 'ok', icone: 'execute', mot: 'Exécutoire' },
  sans_objet: { ton: 'neutre', icone: 'sans_objet', mot: 'Sans acte à prendre' },
  attendue: { ton: 'attention', icone: 'sablier', mot: 'Pas encore exécutoire' },
}

/** Public decisions, the latest first, with how far each is from its effect. */
export const pageDecisionsPubliques = (
  portail: Portail,
  decisions: readonly DecisionPublique[],
): ContenuPublic =>
  pageDuPortail(portail, '/decisions', {
    titre: 'Décisions',
    h1: 'Ce que les membres ont décidé ensemble',
    surtitre: portail.nom,
    description: `${compte(decisions.length, 'décision publique', 'décisions publiques')} de la coopération « ${portail.nom} » et leur effet chez chaque membre.`,
    chapeau: (
      <p>
        Une décision commune est un accord : elle n’engage un membre qu’après son propre acte, exécutoire une
        fois transmis au représentant de l’État et publié.
      </p>
    ),
    actions: (
      <Bouton href={hrefDe(portail, '/donnees/deliberations.csv')} icone="telecharger">
        Délibérations (CSV)
      </Bouton>
    ),
    formes: [
      {
        href: hrefDe(portail, '/donnees/deliberations.csv'),
        type: 'text/csv',
        titre: 'Délibérations (SCDL)',
      },
    ],
    contenu: (
      <Tableau
        titre="Décisions publiques"
        lignes={decisions}
        cleDe={({ numero }) => numero}
        vide={<Vide>Aucune décision n’est publiée pour l’instant.</Vide>}
        colonnes={[
          {
            cle: 'decision',
            titre: 'Décision',
            entete: true,
            contenu: ({ numero, titre, type }) => (
              <>
                <a href={hrefDe(portail, `/decisions/${numero}`)}>{titre}</a>
                <br />
                <small>
                  {numero} · {LIBELLES_TYPE_DECISION[type] ?? type}
                </small>
              </>
            ),
          },
          { cle: 'date', titre: 'Adoptée le', contenu: ({ adopteeLe }) => date(adopteeLe) },
          { cle: 'porte', titre: 'Engage', contenu: ({ porte }) => nomsDe(porte, portail.membres) },
          { cle: 'effet', titre: 'Effet', contenu: direEffet },
        ]}
      />
    ),
  })
