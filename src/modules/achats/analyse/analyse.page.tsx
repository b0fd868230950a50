import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Fictif, Section, Vide } from '#ui/textes.tsx'
import type { OffreNotee } from '../domain/criteres.ts'
import { conduit } from '../domain/droits.ts'
import { ecrireTaux } from '../marche/fiche.ts'
import type { EtatDuRecensement, LotLu, MarcheLu, NoteLue, OffreLue } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { ChiffrageLu, InteretLu } from './analyse.queries.ts'
import type { Analyse } from './analyser.ts'
import { Chiffrages } from './chiffrages.tsx'
import type { Hypothese } from './chiffrer.ts'
import { Commission } from './commission.tsx'
import type { AnalyseComposee, Cellule, Grille, Rangee } from './composer.ts'
import { Eventails } from './eventails.tsx'
import type { Projection } from './projection.ts'
import { ClassementPublie } from './publie.tsx'

export type PropsAnalyse = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly marche: MarcheLu
  readonly lot: LotLu
  readonly offres: readonly OffreLue[]
  readonly notes: readonly NoteLue[]
  readonly interets: readonly InteretLu[]
  readonly chiffrages: readonly ChiffrageLu[]
  readonly etat: EtatDuRecensement
  readonly hypothese: Hypothese
  readonly analyse: Analyse | null
  readonly composee: AnalyseComposee | null
  /** Ranking on which the lot was awarded; null before it. */
  readonly publie: readonly OffreNotee[] | null
  /** Null where there are too few agents to show an amount. */
  readonly projection: Projection | null
  readonly acteur: Acteur
  readonly formulaire?: string
}

/** Shares that a page may suppose, in per cent. */
export const PARTS = [50, 60, 70, 80, 90, 100] as const

/** The analysis of the bids of a lot: its conclusion is its title, computed. */
export function pageAnalyse(props: PropsAnalyse): ContenuDePage {
  const { operation, marche, lot, offres, composee, etat, alerte, statut, formulaire, chiffrages, acteur } =
    props
  const perime = chiffrages[0] !== undefined && chiffrages[0].recensements !== etat.empreinte
  const racine = `/achats/lots/${lot.id}`
  return {
    titre: composee?.conclusion ?? `Lot ${lot.numero}`,
    surtitre: `Lot ${lot.numero} : ${lot.objet}`,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
      { libelle: 'Marché et offres', href: `/achats/${operation.id}/marche` },
    ],
    chapeau: composee ? (
      <p>
        {compte(offres.length, 'offre comparée', 'offres comparées')} sur le recensement en vigueur
        {etat.au && ` au ${date(etat.au)}`} : {compte(props.analyse!.prix.agents, 'agent')} dans ce lot.
        Classement {marche.notesClosesLe ? 'établi, notes closes' : 'provisoire, notes ouvertes'} ; la
        commission décide. {operation.fictif && <Fictif>candidats, taux et notes fictifs pour partie</Fictif>}
      </p>
    ) : undefined,
    actions: composee && (
      <>
        <Bouton href={`${racine}/rapport.pdf`} icone="telecharger">
          Rapport d’analyse (PDF)
        </Bouton>
        <Bouton href={`${racine}/rapport.docx`} icone="document">
          Rapport (DOCX)
        </Bouton>
      </>
    ),
    contenu: (
      <>
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        {perime && (
          <Alerte ton="attention" titre="Chiffres à recalculer">
            <p>
              Le recensement a changé depuis le chiffrage n° {chiffrages[0]!.numero}. Cette page montre le
              recensement d’aujourd’hui ; les anciens prix sont gardés plus bas.
              {conduit(acteur, operation) && ' Scellez un nouveau chiffrage avant d’attribuer.'}
            </p>
          </Alerte>
        )}
        {composee ? (
          <>
            <ChiffresCles>
              {composee.cartes.map(({ nom, rang, points, lignes }) => (
                <ChiffreCle
                  key={nom}
                  valeur={points}
                  sur={points === 'sans total' ? '' : 'points sur 100'}
                  libelle={`${nom} · ${rang}`}
                  detail={lignes.map((ligne) => (
                    <span key={ligne}>
                      {ligne}
                      <br />
                    </span>
                  ))}
                />
              ))}
            </ChiffresCles>
            {composee.avis.length > 0 && (
              <Alerte ton="info">
                {composee.avis.map((avis) => (
                  <p key={avis}>{avis}</p>
                ))}
              </Alerte>
            )}
            <Hypotheses {...props} />
            {composee.grilles.map((grille) => (
              <Section key={grille.cle} titre={grille.titre} detail={grille.detail} filet>
                {grille.cle === 'projection' && props.projection && (
                  <Eventails projection={props.projection} offres={offres} />
                )}
                <EnTableau grille={grille} />
                {grille.cle === 'criteres' && (
                  <p className="detail">
                    À confirmer : les familles de critères suivent le décret 2011-1474 ; la numérotation de
                    ses articles 15 à 19 reste à vérifier avant publication.
                  </p>
                )}
              </Section>
            ))}
          </>
        ) : props.publie ? (
          <ClassementPublie {...props} publie={props.publie} />
        ) : (
          <Vide titre={`Le lot ${lot.numero} n’a pas encore d’offre à comparer`}>
            {marche.ouvertLe
              ? 'Enregistrez les offres reçues sur le profil d’acheteur, ou déclarez le lot sans suite.'
              : 'Les plis ne sont pas ouverts.'}
          </Vide>
        )}
        <Commission {...props} />
        <Chiffrages {...props} />
      </>
    ),
  }
}

const enMots = ({ mots, detail, fort }: Cellule) => (
  <>
    {fort ? <strong>{mots}</strong> : mots}
    {detail && (
      <>
        <br />
        <small>{detail}</small>
      </>
    )}
  </>
)

const EnTableau = ({ grille: { titre, entetes, rangees } }: { readonly grille: Grille }) => (
  <Tableau<Rangee>
    titre={titre}
    lignes={rangees}
    cleDe={({ cle }) => cle}
    egales
    estCourante={({ forte }) => forte === true}
    colonnes={entetes.map((mots, rang) => ({
      cle: `${rang}`,
      titre: mots,
      ...(rang === 0 ? { entete: true } : { nombre: true }),
      contenu: ({ entete, cellules }: Rangee) => enMots(rang === 0 ? entete : cellules[rang - 1]!),
    }))}
  />
)

function Hypotheses({ lot, marche, hypothese, etat }: PropsAnalyse) {
  return (
    <Section titre="Et si…" detail="change les montants montrés, jamais le classement">
      <Formulaire id="hypotheses" methode="get" enLigne action={`/achats/lots/${lot.id}`}>
        <ChampListe
          nom="part"
          libelle="Part des employeurs"
          valeur={ecrireTaux(hypothese.part)}
          options={PARTS.map((p) => ({ valeur: String(p), libelle: `${p} %` }))}
        />
        <ChampListe
          nom="niveau"
          libelle="Niveau"
          valeur={String(hypothese.niveau)}
          options={[
            { valeur: 'choix', libelle: 'Celui que chaque employeur a choisi' },
            ...marche.niveaux.map(({ nom }, i) => ({ valeur: String(i), libelle: `Pour tous : ${nom}` })),
          ]}
        />
        <Actions>
          <Bouton icone="calcul">Recalculer</Bouton>
        </Actions>
      </Formulaire>
      <p className="detail">
        Calculé par le moteur sur {compte(etat.employeurs, 'employeur recensé', 'employeurs recensés')} (
        {nombre(etat.agents)} agents en tout), agent par agent, au centime.{' '}
        {marche.publieLe && `Poids publiés le ${date(jourDe(marche.publieLe))}.`}
      </p>
    </Section>
  )
}
