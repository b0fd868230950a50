import { BoutonPost } from '#ui/bouton.tsx'
import { Alerte } from '#ui/textes.tsx'
import { tientLesSeances } from '../../domain/droits.ts'
import { seVote } from '../../domain/seance.ts'
import type { PartieDePoint } from '../page-seance.tsx'
import { Rectification } from '../presences/rectification.tsx'

/** What the secretary, or a seat, may do now on this point. */
export function Conduite({ donnees, point, vue }: PartieDePoint) {
  const { registre, acteur, aConfirmer } = donnees
  const { scrutin, verdict } = vue
  const base = `/seances/${registre.id}`
  const ouvert = scrutin !== null && scrutin.closLe === null
  const tient = tientLesSeances.autorise(acteur)
  if (!seVote(point.genre) || registre.statut !== 'ouverte') return null
  if (ouvert)
    return (
      <div className="conduite">
        <Rectification donnees={donnees} vue={vue} />
        {tient &&
          (aConfirmer === scrutin.id ? (
            <BoutonPost
              action={`${base}/scrutins/${scrutin.id}/clore`}
              champs={{ confirme: 'oui' }}
              variante="danger"
            >
              Clore le vote sans eux
            </BoutonPost>
          ) : (
            <BoutonPost action={`${base}/scrutins/${scrutin.id}/clore`} variante="primaire" icone="fait">
              Clore le vote
            </BoutonPost>
          ))}
      </div>
    )
  if (scrutin && verdict.issue !== 'sans_quorum') return null
  if (!tient) return null
  if (registre.pointCourant !== point.id)
    return (
      <div className="conduite">
        <BoutonPost action={`${base}/points/${point.id}/traiter`}>Passer à ce point</BoutonPost>
      </div>
    )
  if (!verdict.quorum.atteint)
    return (
      <Alerte ton="attention" titre="Le quorum n’est pas atteint : ce point ne peut pas être voté.">
        <p>
          {verdict.quorum.presentes} en séance, il en faut {verdict.quorum.necessaires}. Notez les arrivées et
          les pouvoirs, ou convoquez une seconde séance.
        </p>
        <p>
          <a href={`/seances/nouvelle?instance=${registre.instanceId}&seconde=${registre.id}`}>
            Convoquer une seconde séance
          </a>
        </p>
      </Alerte>
    )
  return (
    <div className="conduite">
      <BoutonPost action={`${base}/points/${point.id}/scrutin`} variante="primaire" icone="vote">
        Ouvrir le vote
      </BoutonPost>
    </div>
  )
}
