import { compte, heure } from '#shared/typographie.ts'
import { Icone } from '#ui/icone.tsx'
import { Section } from '#ui/textes.tsx'
import { seVote } from '../../domain/seance.ts'
import type { Choix } from '../../domain/verdict.ts'
import { Portee } from '../../vues.tsx'
import type { PartieDePoint } from '../page-seance.tsx'
import { NoterPresence, Presence } from '../presences/saisie-presence.tsx'
import { Conduite } from './conduite-du-vote.tsx'
import { CHOIX, peutVoterPour } from './voter-pour.ts'
import type { LigneDeVote, VueDuPoint } from './vue-du-vote.ts'

/** One line per member: presence, proxy and vote together; never two tables to cross. */
export function TableDeVote({ donnees, point, vue }: PartieDePoint) {
  const { registre, acteur, membres } = donnees
  const { scrutin, lignes, verdict } = vue
  const ouvert = scrutin !== null && scrutin.closLe === null
  const vote = seVote(point.genre)
  const colonnes = vote ? CHOIX : []
  const etat = !vote
    ? 'Point d’information, sans vote.'
    : !scrutin
      ? registre.statut === 'ouverte'
        ? 'Le vote n’est pas ouvert.'
        : 'Aucun vote sur ce point.'
      : ouvert
        ? `Scrutin public, ouvert à ${heure(scrutin.ouvertLe)}.`
        : `Scrutin public, clos à ${heure(scrutin.closLe!)}.`
  return (
    <Section titre={vote ? 'Le vote, membre par membre' : 'Qui est là'} id="sieges">
      <p className="vote-etat">
        {etat} <Portee porte={point.porte} membres={membres} />
      </p>
      <table className="vote tableau" role="table">
        <caption className="vh">
          {vote ? 'Présence et vote de chaque membre' : 'Présence de chaque membre'}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              Membre
            </th>
            <th scope="col" role="columnheader">
              Présence
            </th>
            {colonnes.map(({ choix, libelle }) => (
              <th key={choix} scope="col" role="columnheader" className="centre">
                {libelle}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <tr
              key={ligne.siege.organismeId}
              role="row"
              className={ligne.siege.organismeId === acteur.organismeId ? 'moi' : undefined}
            >
              <th scope="row" role="rowheader">
                {ligne.siege.libelle}
                <small>
                  {ligne.siege.territoire}
                  {registre.presideePar === ligne.siege.organismeId && ', préside'}
                </small>
              </th>
              <td role="cell">
                <Presence donnees={donnees} ligne={ligne} />
                <NoterPresence donnees={donnees} ligne={ligne} />
              </td>
              {!ligne.participe && vote ? (
                <td role="cell" colSpan={4} className="informe">
                  <span className="etiquette etiquette-discrete ton-neutre">
                    <Icone nom="informe" taille={16} />
                    <span>Informé, sans voix sur ce point</span>
                  </span>
                </td>
              ) : (
                colonnes.map(({ choix, libelle, icone }) => (
                  <td key={choix} role="cell" className="centre">
                    {ligne.vote === choix ? (
                      <span className={`jeton jeton-${choix}`}>
                        <Icone nom={icone} />
                        <span className="mot">{libelle}</span>
                      </span>
                    ) : ouvert && !ligne.vote && ligne.peutVoter && peutVoterPour(donnees, ligne) ? (
                      <BoutonDeVote
                        registreId={registre.id}
                        scrutinId={scrutin.id}
                        ligne={ligne}
                        choix={choix}
                        libelle={libelle}
                      />
                    ) : (
                      <span className="jeton jeton-vide" aria-hidden="true" />
                    )}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <th scope="row" role="rowheader">
              Total
            </th>
            <td role="cell">{direEnSeance(verdict.quorum.sieges)}</td>
            {colonnes.map(({ choix, libelle }) => (
              <td key={choix} role="cell" className="centre total" data-titre={libelle}>
                {verdict.voix[choix]}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <Conduite donnees={donnees} point={point} vue={vue} />
    </Section>
  )
}

/** « 5 sièges sur 5 »: present or represented, among those the quorum counts. */
const direEnSeance = (sieges: VueDuPoint['verdict']['quorum']['sieges']): string =>
  `${compte(sieges.presents + sieges.representes, 'siège')} sur ${sieges.totaux}`

const BoutonDeVote = ({
  registreId,
  scrutinId,
  ligne,
  choix,
  libelle,
}: {
  readonly registreId: string
  readonly scrutinId: string
  readonly ligne: LigneDeVote
  readonly choix: Choix
  readonly libelle: string
}) => (
  <form method="post" action={`/seances/${registreId}/scrutins/${scrutinId}/votes`}>
    <input type="hidden" name="organisme" value={ligne.siege.organismeId} />
    <button
      className="jeton jeton-bouton"
      type="submit"
      name="choix"
      value={choix}
      title={`${ligne.siege.libelle} : ${libelle}`}
    >
      <span className="vh">{ligne.siege.libelle} : </span>
      <span className="mot">{libelle}</span>
    </button>
  </form>
)
