import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Fiche, Section } from '#ui/textes.tsx'
import type { CleDAcces } from '../../comptes/facteurs/cles.ts'
import { tirerSecret } from '../../comptes/facteurs/second-facteur.ts'
import { dureeDeVeille, type Session } from '../../comptes/session.ts'
import { nommerAppareil, type SessionOuverte } from '../../comptes/sessions.ts'
import type { ContenuDePage } from '../services.ts'
import { ClesDAcces } from './cles.page.tsx'
import { pageActivation } from './second-facteur.page.tsx'

const instant = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
})

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
  `${dureeDeVeille(acteur ?? { roleMembre: null, fonctions: [] }) / 3_600_000} h`

export const pageCompte = ({
  session,
  facteur,
  sessions,
  motDePasse,
  exige,
  cles,
  clesPossibles,
  proConnect,
}: {
  readonly session: Session
  readonly facteur: { readonly activeLe: Date; readonly codesRestants: number } | null
  readonly sessions: readonly SessionOuverte[]
  readonly motDePasse: boolean
  /** The person's functions ask for a second proof. */
  readonly exige: boolean
  readonly cles: readonly CleDAcces[]
  /** The address of the application allows keys of access. */
  readonly clesPossibles: boolean
  /** Since when ProConnect makes the account open; undefined where an installation does not have it. */
  readonly proConnect: Date | null | undefined
}): ContenuDePage => ({
  titre: 'Mon compte',
  surtitre: session.nom,
  contenu: (
    <>
      <Section titre="Comment vous entrez">
        <Fiche
          lignes={[
            { nom: 'Adresse', valeur: session.courriel },
            {
              nom: 'Mot de passe',
              valeur: (
                <>
                  {motDePasse ? 'choisi' : 'aucun : vous entrez avec un lien reçu par courriel'} ·{' '}
                  <a href="/mot-de-passe">
                    {motDePasse ? 'Changer le mot de passe' : 'Choisir un mot de passe'}
                  </a>
                </>
              ),
            },
            {
              nom: 'Code du téléphone',
              valeur: facteur ? (
                <>
                  associé le {instant.format(facteur.activeLe)}, {facteur.codesRestants} codes de secours
                  restants · <a href="/compte/telephone">Changer de téléphone ou refaire les codes</a>
                  {!exige && (
                    <>
                      {' '}
                      · <a href="/compte/oublier-telephone">Ne plus demander de code</a>
                    </>
                  )}
                </>
              ) : (
                <>
                  non demandé ·{' '}
                  {session.cleAcces ? (
                    <a href="/compte/telephone">Associer aussi un téléphone</a>
                  ) : (
                    <a href="/second-facteur?retour=/compte">Protéger mon compte</a>
                  )}
                </>
              ),
            },
            ...(proConnect === undefined
              ? []
              : [
                  {
                    nom: 'ProConnect',
                    valeur: proConnect
                      ? `relié le ${instant.format(proConnect)}`
                      : 'non relié : il le sera à votre première entrée par ProConnect',
                  },
                ]),
          ]}
        />
        {proConnect && (
          <BoutonPost action="/compte/proconnect/delier">Ne plus entrer par ProConnect</BoutonPost>
        )}
      </Section>
      {(clesPossibles || cles.length > 0) && <ClesDAcces cles={cles} possibles={clesPossibles} />}
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
          {sessions.map((s) => (
            <li key={s.id}>
              <div>
                <p>
                  <strong>{nommerAppareil(s.appareil)}</strong>
                </p>
                <p className="detail">
                  Ouverte le {instant.format(s.ouverteLe)}
                  {s.preuves && `, par ${direPreuves(s.preuves)}`}
                </p>
              </div>
              <div className="fin">
                {s.id === session.sessionId ? (
                  'Celle-ci'
                ) : (
                  <BoutonPost action={`/compte/sessions/${s.id}/fermer`}>
                    Fermer
                    <span className="vh">
                      {' '}
                      {nommerAppareil(s.appareil)}, ouverte le {instant.format(s.ouverteLe)}
                    </span>
                  </BoutonPost>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <p className="apres">
        <Bouton href="/tableau-de-bord">Revenir au tableau de bord</Bouton>
      </p>
    </>
  ),
})

/** A telephone beside a key of access, another telephone, or ten new codes: the former ones then stop serving. */
export const pageNouveauGenerateur = ({
  courriel,
  secondFacteur,
}: Pick<Session, 'courriel' | 'secondFacteur'>): ContenuDePage => ({
  ...pageActivation({ courriel, secret: tirerSecret(), exige: false, retour: '/compte', alerte: undefined }),
  titre: secondFacteur ? 'Associer un nouveau téléphone' : 'Associer un téléphone',
  chapeau: (
    <p>
      {secondFacteur
        ? 'L’ancien générateur et ses codes de secours cesseront de servir quand le nouveau code sera accepté.'
        : 'Le téléphone servira à côté de vos clés d’accès. Dix nouveaux codes de secours remplaceront les anciens.'}
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
