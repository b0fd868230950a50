import { typographier } from '#shared/typographie.ts'
import { BarreDeVoix, type Voix } from '#ui/decision/barre-de-voix.tsx'
import { Verdict } from '#ui/decision/verdict.tsx'
import type { Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Vide } from '#ui/textes.tsx'
import { direVerdict } from '../../domain/en-mots/verdict-en-mots.ts'
import { seVote } from '../../domain/seance.ts'
import type { Choix, Verdict as Issue } from '../../domain/verdict.ts'
import type { PartieDePoint } from '../page-seance.tsx'
import type { LigneDeVote } from './vue-du-vote.ts'

const ISSUES: Readonly<Record<Issue['issue'], { readonly ton: Ton; readonly icone: NomIcone }>> = {
  adoptee: { ton: 'ok', icone: 'fait' },
  rejetee: { ton: 'alerte', icone: 'rejet' },
  renvoyee: { ton: 'attention', icone: 'retour' },
  sans_quorum: { ton: 'attention', icone: 'attention' },
}

/** The verdict in words, then its calculation in grey; while the vote is open, what the quorum and the rule ask. */
export function BlocVerdict({ donnees, point, vue }: PartieDePoint) {
  const { scrutin, verdict, lignes } = vue
  if (!seVote(point.genre)) return null
  const regle = scrutin?.regle ?? donnees.registre.regle
  const mots = direVerdict(verdict, regle)
  const motifs = mots.lignes.map(({ nom, phrase, calcul }) => ({
    nom,
    phrase: typographier(phrase),
    calcul: typographier(calcul),
  }))
  if (scrutin?.verdict == null)
    return scrutin || donnees.registre.statut === 'ouverte' ? (
      <div className="verdict verdict-attente">
        <dl>
          {motifs
            .filter(({ nom }) => nom === 'Quorum')
            .map(({ nom, phrase, calcul }) => (
              <div key={nom}>
                <dt>{nom}</dt>
                <dd>
                  {phrase} <small>{calcul}</small>
                </dd>
              </div>
            ))}
          <div>
            <dt>Règle</dt>
            <dd>
              Il faudra {verdict.majorite.necessaires || '…'} voix pour
              {verdict.majorite.denominateur ? ` sur ${verdict.majorite.denominateur}` : ''}.
            </dd>
          </div>
        </dl>
      </div>
    ) : (
      <Vide>Ce point n’a pas été voté.</Vide>
    )
  const effet = scrutin.decisionId ? (
    <>
      C’est un accord entre présidences :{' '}
      <a href={`/decisions/${scrutin.decisionId}`}>décision {scrutin.decisionNumero}</a>. Il n’engage chaque
      membre qu’après l’acte de celui-ci.
    </>
  ) : (
    'Aucune décision : personne n’est engagé.'
  )
  return (
    <Verdict
      {...ISSUES[verdict.issue]}
      mot={mots.titre}
      resume={[mots.resume]}
      barre={<BarreDeVoix voix={voixDe(lignes)} seuil={verdict.majorite.necessaires} />}
      motifs={[...motifs, { nom: 'Effet', phrase: effet }]}
    />
  )
}

const GENRES: Readonly<Record<Choix, Voix['genre']>> = {
  pour: 'pour',
  contre: 'contre',
  abstention: 'abstention',
  ne_prend_pas_part: 'abstention',
}

/** The seats that vote on the point, as wide as their votes. */
const voixDe = (lignes: readonly LigneDeVote[]): Voix[] =>
  lignes
    .filter(({ participe, siege }) => participe && siege.modalite === 'deliberative')
    .map(({ siege, vote }) => ({
      cle: siege.organismeId,
      libelle: siege.libelle.replace(/^(CDG|Dép\.) /, ''),
      poids: siege.voix,
      genre: vote ? GENRES[vote] : 'absente',
    }))
