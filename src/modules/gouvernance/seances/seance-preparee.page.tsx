import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dansJours, date, dateLongue, duree, heure } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Alerte, Fiche, Fictif, Section } from '#ui/textes.tsx'
import type { DonneesSeance } from '../conduite/page-seance.tsx'
import { RegistrePresence } from '../conduite/presences/registre-presence.tsx'
import { dernierJourPourConvoquer } from '../domain/convocation.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { prereglages } from '../domain/regle.ts'
import { EtiquetteSeance } from '../vues.tsx'
import { AReprendre } from './points/a-reprendre.tsx'
import { Points } from './points/points.tsx'
import { MaReponse, Reponses } from './reponses/reponses-attendues.tsx'

/** A séance that has not begun: when, the agenda, who was invited and who answered. */
export function pageSeancePreparee(donnees: DonneesSeance): ContenuDePage {
  const { registre, points, acteur, maintenant, invitations } = donnees
  const tient = tientLesSeances.autorise(acteur)
  const jour = jourDe(registre.debutLe)
  const dansCombien = joursEntre(jourDe(maintenant), jour)
  const president = registre.sieges.find(({ organismeId }) => organismeId === registre.presideePar)
  return {
    titre: `${registre.instance}, ${date(jour)}`,
    h1: dateLongue(jour).replace(/^./, (lettre) => lettre.toUpperCase()),
    surtitre: registre.instance,
    rubrique: '/seances',
    ariane: [{ libelle: 'Séances', href: '/seances' }],
    ...(donnees.statut && { statut: donnees.statut }),
    chapeau: (
      <p>
        <EtiquetteSeance statut={registre.statut} />{' '}
        {[
          `${dansCombien >= 0 ? `${dansJours(dansCombien)}, ` : ''}à ${heure(registre.debutLe)}`,
          registre.lieu.replace(/^À/, 'à'),
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
    ),
    actions: tient && <ActionsDePreparation donnees={donnees} />,
    contenu: (
      <>
        {donnees.alerte && <Alerte>{donnees.alerte}</Alerte>}
        {registre.statut === 'annulee' && (
          <Alerte ton="attention">Séance annulée : {registre.motifAnnulation}</Alerte>
        )}
        {registre.statut === 'planifiee' && <Preavis donnees={donnees} />}
        <Section
          titre="Ordre du jour"
          id="ordre-du-jour"
          detail={
            registre.statut === 'planifiee'
              ? `${compte(points.length, 'point')}, modifiable jusqu’à la convocation`
              : 'figé à la convocation'
          }
          actions={
            tient &&
            registre.statut === 'planifiee' && (
              <Bouton href={`/seances/${registre.id}/points/nouveau`} icone="ajouter">
                Inscrire un point
              </Bouton>
            )
          }
        >
          <Points donnees={donnees} modifiable={tient && registre.statut === 'planifiee'} />
        </Section>
        {donnees.aReprendre && (
          <AReprendre seanceId={registre.id} {...donnees.aReprendre} aujourdhui={jourDe(maintenant)} />
        )}
        {registre.statut !== 'planifiee' && invitations.length > 0 && <Reponses donnees={donnees} />}
        <MaReponse donnees={donnees} />
        {registre.statut === 'convoquee' && <RegistrePresence donnees={donnees} />}
        <Section titre="La séance">
          <Fiche
            lignes={[
              {
                nom: 'Quand',
                valeur: `${dateLongue(jour)}, ${heure(registre.debutLe)} (heure de Paris), ${duree(registre.dureeMinutes)}`,
              },
              { nom: 'Où', valeur: registre.lieu || 'Lieu à préciser' },
              ...(registre.visio
                ? [{ nom: 'À distance', valeur: <a href={registre.visio}>Rejoindre la visioconférence</a> }]
                : []),
              { nom: 'Préside', valeur: president?.libelle ?? 'Établi à la convocation' },
              {
                nom: 'Règle de vote',
                valeur: (
                  <>
                    {prereglages[registre.prereglage as keyof typeof prereglages]?.libelle ??
                      'Règle propre à l’instance'}{' '}
                    {registre.fictif && <Fictif>{registre.fictif}</Fictif>}
                  </>
                ),
              },
              {
                nom: 'Délai de convocation',
                valeur: `${compte(registre.delaiJours, 'jour')}${registre.motifDerogation ? `, abrégé : ${registre.motifDerogation}` : ''}`,
              },
            ]}
          />
        </Section>
      </>
    ),
  }
}

function ActionsDePreparation({ donnees: { registre, maintenant } }: { readonly donnees: DonneesSeance }) {
  // Before the day, opening is possible, never the obvious thing to do.
  const leJour = jourDe(maintenant) >= jourDe(registre.debutLe)
  const base = `/seances/${registre.id}`
  if (registre.statut === 'planifiee')
    return (
      <>
        <Bouton href={`${base}/deplacer`} icone="modifier">
          Changer la date
        </Bouton>
        <Bouton href={`${base}/convoquer`} variante="primaire" icone="courriel">
          Convoquer la séance
        </Bouton>
      </>
    )
  if (registre.statut === 'convoquee')
    return (
      <>
        <Bouton href={`${base}/deplacer`} icone="modifier">
          Changer la date
        </Bouton>
        <Bouton href={`${base}/dossier.pdf`} icone="telecharger">
          Dossier de séance (PDF)
        </Bouton>
        {leJour ? (
          <BoutonPost action={`${base}/ouvrir`} variante="primaire" icone="lecture">
            Ouvrir la séance
          </BoutonPost>
        ) : (
          <Bouton href={`${base}/ouvrir`} icone="lecture">
            Ouvrir avant le jour
          </Bouton>
        )}
      </>
    )
  return null
}

function Preavis({ donnees: { registre, maintenant } }: { readonly donnees: DonneesSeance }) {
  const limite = dernierJourPourConvoquer(registre.debutLe, registre.delaiJours)
  const reste = joursEntre(jourDe(maintenant), limite)
  return reste >= 0 ? (
    <Alerte ton="info">
      À convoquer au plus tard le <strong>{dateLongue(limite)}</strong> ({dansJours(reste)}) : le règlement
      demande {compte(registre.delaiJours, 'jour')} entre la convocation et la séance.
    </Alerte>
  ) : (
    <Alerte ton="attention" titre="Le délai de convocation est dépassé.">
      <p>
        Il fallait convoquer avant le {date(limite)}. Changez la date, ou convoquez en donnant le motif du
        délai abrégé.
      </p>
    </Alerte>
  )
}
