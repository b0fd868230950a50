import type { Jour } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampChoix, ChampDate, ChampListe, ChampLong, ChampTexte } from '#ui/formulaire.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import type { ActionLue } from '../../action.queries.ts'
import { cadreLeProgramme, mene } from '../../domain/droits.ts'
import type { DecisionCitee, SeanceCitee } from '../../programme.queries.ts'
import type { PropsAction } from '../action.page.tsx'
import { FormulaireReplie } from '../formulaire-local.tsx'

type Livrable = ActionLue['livrables'][number]

const ETATS = {
  attendu: { ton: 'info', icone: 'a_faire', mot: 'Attendu' },
  remis: { ton: 'attention', icone: 'inscrit', mot: 'Remis' },
  accepte: { ton: 'ok', icone: 'fait', mot: 'Accepté' },
  a_reprendre: { ton: 'attention', icone: 'annuler', mot: 'À reprendre' },
} as const

const direDates = ({ etat, attenduLe, remisLe, statueLe }: Livrable): string =>
  [
    attenduLe && `attendu pour le ${date(attenduLe)}`,
    remisLe && `remis le ${date(remisLe)}`,
    statueLe && `${etat === 'accepte' ? 'accepté' : 'à reprendre depuis'} le ${date(statueLe)}`,
  ]
    .filter(Boolean)
    .join(', ')

/** The decision or the séance that shows it, with its link. */
const Preuve = ({ livrable: { preuve, observations } }: { readonly livrable: Livrable }) => (
  <>
    {preuve && (
      <p className="detail">
        Preuve :{' '}
        <a href={`/${preuve.genre === 'decision' ? 'decisions' : 'seances'}/${preuve.id}`}>
          {preuve.genre === 'decision'
            ? `décision ${preuve.mots}`
            : `relevé de décisions, ${preuve.mots}, ${date(preuve.le)}`}
        </a>
      </p>
    )}
    {observations && <p className="detail">{observations}</p>}
  </>
)

/** What the action delivers: handed over by who leads it, accepted by an instance. */
export function Livrables(props: PropsAction) {
  const { action, acteur } = props
  const sien = mene(acteur, action)
  const cadre = cadreLeProgramme.autorise(acteur)
  if (action.livrables.length === 0 && !sien) return null
  return (
    <Section titre="Livrables" id="livrables">
      {action.livrables.length === 0 ? (
        <Vide>Aucun livrable annoncé.</Vide>
      ) : (
        <ul className="liste-lignes">
          {action.livrables.map((livrable) => {
            const { mot, ...signe } = ETATS[livrable.etat]
            const aRemettre = livrable.etat === 'attendu' || livrable.etat === 'a_reprendre'
            return (
              <li key={livrable.id}>
                <div>
                  <p>
                    <strong>{livrable.titre}</strong> {livrable.fictif && <Fictif />}
                  </p>
                  <p className="detail">{direDates(livrable)}</p>
                  <Preuve livrable={livrable} />
                  {cadre && livrable.etat === 'remis' && <Statuer props={props} livrable={livrable} />}
                </div>
                <div className="fin">
                  <Etiquette {...signe}>{mot}</Etiquette>
                  {sien && aRemettre && (
                    <BoutonPost
                      petit
                      action={`/programme/livrables/${livrable.id}/remettre`}
                      champs={{ version: livrable.version }}
                    >
                      Déclarer remis<span className="vh"> « {livrable.titre} »</span>
                    </BoutonPost>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
      {sien && (
        <FormulaireReplie
          props={props}
          id="livrable"
          mots="Ajouter un livrable"
          action={`/programme/actions/${action.id}/livrables`}
          cree
        >
          <ChampTexte nom="titre" libelle="Ce qui sera remis" />
          <ChampDate nom="attenduLe" libelle="Pour le" facultatif />
          <Actions>
            <Bouton>Ajouter le livrable</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </Section>
  )
}

/** What the committee said of a deliverable that was handed over, with its proof. */
const Statuer = ({ props, livrable }: { readonly props: PropsAction; readonly livrable: Livrable }) => (
  <FormulaireReplie
    props={props}
    id={`statuer-${livrable.id}`}
    mots="Enregistrer l’avis de l’instance"
    action={`/programme/livrables/${livrable.id}/statuer`}
    version={livrable.version}
  >
    <ChampChoix
      nom="avis"
      libelle="L’instance"
      enLigne
      options={[
        { valeur: 'accepter', libelle: 'l’accepte', coche: true },
        { valeur: 'reprendre', libelle: 'demande de le reprendre', coche: false },
      ]}
    />
    <ChampListe
      nom="preuve"
      libelle="Ce qui le montre"
      vide="Choisissez une séance tenue ou une décision"
      options={preuves(props.seances, props.decisions)}
    />
    <ChampLong
      nom="observations"
      libelle="Observations"
      aide="Demandées quand le livrable est à reprendre : ce qui manque."
      facultatif
      lignes={2}
    />
    <Actions>
      <Bouton>Enregistrer l’avis</Bouton>
    </Actions>
  </FormulaireReplie>
)

const preuves = (seances: readonly SeanceCitee[], decisions: readonly DecisionCitee[]) => [
  ...seances.map(({ id, instance, le }: { id: string; instance: string; le: Jour }) => ({
    valeur: `seance:${id}`,
    libelle: `${instance}, ${date(le)}`,
    groupe: 'Relevés de séance',
  })),
  ...decisions.map(({ id, numero, titre }) => ({
    valeur: `decision:${id}`,
    libelle: `${numero} : ${titre.slice(0, 60)}`,
    groupe: 'Décisions',
  })),
]
