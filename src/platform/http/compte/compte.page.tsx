import type { ReactNode } from 'react'
import { compte, duree, instant } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Section } from '#ui/textes.tsx'
import type { CleDAcces } from '../../comptes/facteurs/cles.ts'
import type { Moyens } from '../../comptes/facteurs/moyens.ts'
import { tirerSecret } from '../../comptes/facteurs/second-facteur.ts'
import { dureeDeVeille, type Session } from '../../comptes/session.ts'
import { nommerAppareil, type SessionOuverte } from '../../comptes/sessions.ts'
import type { ContenuDePage } from '../services.ts'
import { ClesDAcces } from './cles.page.tsx'
import { pageActivation } from './second-facteur.page.tsx'

/** The words of the proofs, as the person lived them. */
const PREUVES: Readonly<Record<string, string>> = {
  courriel: 'lien reçu par courriel',
  'mot-de-passe': 'mot de passe',
  otp: 'code du téléphone',
  secours: 'code de secours',
  invitation: 'invitation',
  'premier-acces': 'premier accès',
  demonstration: 'rôle de démonstration',
  proconnect: 'ProConnect',
  'proconnect-double': 'ProConnect avec deux preuves',
  cle: 'clé d’accès',
}
const direPreuves = (preuves: string): string =>
  preuves
    .split(' ')
    .filter(Boolean)
    .map((preuve) => PREUVES[preuve] ?? preuve)
    .join(' et ')

/** The time without a page after which this session is over, by what it may do. */
const direVeille = ({ acteur }: Session): string =>
  duree(dureeDeVeille(acteur ?? { roleMembre: null, fonctions: [] }) / 60_000)

type DonneesDuCompte = {
  readonly session: Session
  readonly moyens: Moyens
  readonly sessions: readonly SessionOuverte[]
  /** The person's functions ask for a second proof. */
  readonly exige: boolean
  readonly cles: readonly CleDAcces[]
  /** The address of the application allows keys of access. */
  readonly clesPossibles: boolean
  /** The installation has ProConnect. */
  readonly proConnectPossible: boolean
}

export const pageCompte = (donnees: DonneesDuCompte): ContenuDePage => ({
  titre: 'Mon compte',
  surtitre: donnees.session.nom,
  chapeau: <p>Comment vous entrez dans Maillage, ce qui protège votre compte, et où il est ouvert.</p>,
  contenu: (
    <>
      <Entrees {...donnees} />
      {(donnees.clesPossibles || donnees.cles.length > 0) && (
        <ClesDAcces cles={donnees.cles} possibles={donnees.clesPossibles} />
      )}
      <Connexions {...donnees} />
      <Section titre="Vos données">
        <p>
          <a href="/donnees-personnelles">Ce que la plateforme garde de vous</a>, pourquoi et combien de temps
          ; vous pouvez en télécharger le fichier.
        </p>
      </Section>
    </>
  ),
})

/** One way in: what it is today, and what can be done about it. */
const Moyen = ({
  nom,
  children,
  geste,
}: {
  readonly nom: string
  readonly children: ReactNode
  readonly geste?: ReactNode
}) => (
  <li>
    <div>
      <p>
        <strong>{nom}</strong>
      </p>
      <p className="detail">{children}</p>
    </div>
    {geste && <div className="fin">{geste}</div>}
  </li>
)

const Entrees = ({ session, moyens, exige, proConnectPossible }: DonneesDuCompte) => {
  const { motDePasse, telephoneDepuis, codesRestants, proConnectDepuis } = moyens
  return (
    <Section titre="Comment vous entrez">
      <ul className="liste-lignes">
        <Moyen nom="Lien par courriel">Envoyé à {session.courriel} chaque fois que vous le demandez.</Moyen>
        <Moyen
          nom="Mot de passe"
          geste={
            <a href="/mot-de-passe">{motDePasse ? 'Changer le mot de passe' : 'Choisir un mot de passe'}</a>
          }
        >
          {motDePasse
            ? 'Choisi : il remplace le lien.'
            : 'Aucun, et ce n’est pas nécessaire : le lien suffit.'}
        </Moyen>
        <Moyen
          nom="Code du téléphone"
          geste={
            telephoneDepuis ? (
              <>
                <a href="/compte/telephone">Changer de téléphone ou refaire les codes</a>
                {!exige && <a href="/compte/oublier-telephone">Ne plus demander de code</a>}
              </>
            ) : session.cleAcces ? (
              <a href="/compte/telephone">Associer aussi un téléphone</a>
            ) : (
              <a href="/second-facteur?retour=/compte">Protéger mon compte</a>
            )
          }
        >
          {telephoneDepuis
            ? `Demandé à chaque entrée ; téléphone associé le ${instant(telephoneDepuis)}.`
            : session.cleAcces
              ? 'Non demandé : votre clé d’accès le remplace.'
              : 'Non demandé : qui lit votre messagerie peut entrer à votre place.'}
        </Moyen>
        {(telephoneDepuis || session.cleAcces) && (
          <Moyen nom="Codes sur papier">
            {compte(codesRestants, 'code de secours restant', 'codes de secours restants')}, pour le jour où
            le téléphone ou la clé manque.
          </Moyen>
        )}
        {proConnectPossible && (
          <Moyen
            nom="ProConnect"
            geste={
              proConnectDepuis && (
                <BoutonPost action="/compte/proconnect/delier" petit>
                  Ne plus entrer par ProConnect
                </BoutonPost>
              )
            }
          >
            {proConnectDepuis
              ? `Relié le ${instant(proConnectDepuis)}.`
              : 'Non relié : il le sera à votre première entrée par ProConnect.'}
          </Moyen>
        )}
      </ul>
    </Section>
  )
}

/** The sign-in in use, then the others, the last seen first. */
const laSienneDAbord = (
  { sessionId }: Session,
  sessions: readonly SessionOuverte[],
): readonly SessionOuverte[] => [
  ...sessions.filter(({ id }) => id === sessionId),
  ...sessions.filter(({ id }) => id !== sessionId),
]

const Connexions = ({ session, sessions }: DonneesDuCompte) => (
  <Section
    titre="Connexions ouvertes"
    detail={`elles se ferment seules après douze heures, ou ${direVeille(session)} sans activité`}
    actions={
      sessions.length > 1 && (
        <BoutonPost action="/compte/sessions/fermer">Fermer toutes les autres</BoutonPost>
      )
    }
  >
    <ul className="liste-lignes">
      {laSienneDAbord(session, sessions).map((s) => (
        <li key={s.id}>
          <div>
            <p>
              <strong>{nommerAppareil(s.appareil)}</strong>
            </p>
            <p className="detail">
              Ouverte le {instant(s.ouverteLe)}
              {s.preuves && `, par ${direPreuves(s.preuves)}`}
            </p>
          </div>
          <div className="fin">
            {s.id === session.sessionId ? (
              <Etiquette ton="ok" icone="fait" discrete>
                Celle-ci
              </Etiquette>
            ) : (
              <BoutonPost action={`/compte/sessions/${s.id}/fermer`} petit>
                Fermer
                <span className="vh">
                  {' '}
                  {nommerAppareil(s.appareil)}, ouverte le {instant(s.ouverteLe)}
                </span>
              </BoutonPost>
            )}
          </div>
        </li>
      ))}
    </ul>
  </Section>
)

/** A telephone beside a key of access, another telephone, or a first one: ten codes come with it, and the former ones stop serving. */
export const pageNouveauGenerateur = ({
  courriel,
  secondFacteur,
  cleAcces,
}: Pick<Session, 'courriel' | 'secondFacteur' | 'cleAcces'>): ContenuDePage => ({
  ...pageActivation({ courriel, secret: tirerSecret(), exige: false, retour: '/compte', alerte: undefined }),
  titre: secondFacteur ? 'Associer un nouveau téléphone' : 'Associer un téléphone',
  chapeau: (
    <p>
      {secondFacteur
        ? 'L’ancien téléphone et ses codes de secours serviront jusqu’à ce que le nouveau code soit accepté, plus ensuite.'
        : cleAcces
          ? 'Le téléphone servira à côté de vos clés d’accès. Dix nouveaux codes de secours remplaceront les anciens.'
          : 'À chaque connexion, il vous sera demandé un code en plus du lien ou du mot de passe.'}
    </p>
  ),
})

export const pageOublier: ContenuDePage = {
  titre: 'Ne plus demander de code ?',
  contenu: (
    <Confirmation
      action="/compte/oublier-telephone"
      consequences={[
        'Sans clé d’accès, vous entrerez avec un lien ou un mot de passe seulement : qui lit votre messagerie pourra entrer à votre place.',
        'Sans clé d’accès, les codes de secours imprimés ne serviront plus.',
      ]}
      verbe="Ne plus demander de code"
      retour={{ href: '/compte', libelle: 'Garder la protection' }}
    />
  ),
}
