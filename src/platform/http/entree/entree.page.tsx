import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampTexte, type Faute, Formulaire, type Saisies, valeurDe } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import type { LienDeConnexion } from '../../comptes/comptes.ts'
import { FormulaireDeCle } from '../compte/cles.composants.tsx'
import type { ContenuDePage } from '../services.ts'
import { EntrerParProConnect } from './proconnect.page.tsx'

/** The ways in: a link by e-mail, a key of access, a password. */
export function pageConnexion({
  fautes = [],
  saisies,
  alerte,
  statut,
  demonstration,
  cle,
  proConnect,
  encore = false,
}: {
  readonly fautes?: readonly Faute[]
  readonly saisies: Saisies
  readonly alerte?: string
  readonly statut?: number
  readonly demonstration: boolean
  /** What the browser needs to use a key of access; null where none can serve. */
  readonly cle: string | null
  /** The installation has ProConnect. */
  readonly proConnect: boolean
  /** Whoever asks is signed in, and her last proof is too old for what she was doing. */
  readonly encore?: boolean
}): ContenuDePage {
  const parMotDePasse = saisies['motDePasse'] !== undefined
  // Said of no form below: a key, ProConnect.
  const ailleurs = saisies['courriel'] === undefined
  const retour = <input type="hidden" name="retour" value={valeurDe(saisies, 'retour')} />
  return {
    titre: encore ? 'Prouvez de nouveau que c’est vous' : 'Se connecter',
    ...(statut && { statut }),
    ...(cle && { ilots: ['cle-acces'] }),
    chapeau: (
      <p>
        {encore &&
          'Votre dernière preuve a plus d’un quart d’heure : entrez de nouveau, vous irez où vous alliez. '}
        Un lien reçu par courriel suffit : aucun mot de passe à retenir.
        {demonstration && (
          <>
            {' '}
            En démonstration, <a href="/">entrez en un clic comme un rôle</a>.
          </>
        )}
      </p>
    ),
    contenu: (
      <>
        {ailleurs && alerte && (
          <Alerte focus>
            <p>{alerte}</p>
          </Alerte>
        )}
        {proConnect && <EntrerParProConnect retour={valeurDe(saisies, 'retour')} />}
        <Section titre="Par un lien reçu par courriel">
          <Formulaire
            action="/connexion/envoyer"
            fautes={parMotDePasse ? [] : fautes}
            alerte={parMotDePasse || ailleurs ? undefined : alerte}
          >
            <ChampTexte
              nom="courriel"
              libelle="Votre adresse"
              aide="Celle à laquelle vous recevez les messages de Maillage."
              type="email"
              completion="email"
              fautes={parMotDePasse ? [] : fautes}
              valeur={valeurDe(saisies, 'courriel')}
            />
            {retour}
            <Actions>
              <Bouton variante="primaire" icone="courriel">
                Recevoir un lien
              </Bouton>
            </Actions>
          </Formulaire>
        </Section>
        <Section titre="Autrement">
          {cle && (
            <FormulaireDeCle
              action="/connexion/cle"
              options={cle}
              verbe="Entrer avec une clé d’accès"
              champs={{ retour: valeurDe(saisies, 'retour') ?? '' }}
              variante="secondaire"
            />
          )}
          <details className="repli" open={parMotDePasse}>
            <summary>J’ai un mot de passe</summary>
            <Formulaire
              action="/connexion/mot-de-passe"
              id="mdp"
              prefixe
              fautes={parMotDePasse ? fautes : []}
              alerte={parMotDePasse ? alerte : undefined}
            >
              <ChampTexte
                nom="courriel"
                libelle="Adresse"
                type="email"
                completion="username"
                valeur={valeurDe(saisies, 'courriel')}
              />
              <ChampTexte
                nom="motDePasse"
                libelle="Mot de passe"
                type="password"
                completion="current-password"
              />
              {retour}
              <Actions>
                <Bouton>Me connecter</Bouton>
              </Actions>
            </Formulaire>
          </details>
        </Section>
        <Section titre="Vous n’avez pas de compte ?">
          <p>
            Les comptes s’ouvrent sur invitation : demandez la vôtre à votre structure ou à la coordination.
            Sans compte, vous pouvez lire <a href="/ouvert">ce que les coopérations rendent public</a>.
          </p>
        </Section>
      </>
    ),
  }
}

export const pageLienEnvoye = (courriel: string): ContenuDePage => ({
  titre: 'Consultez votre messagerie',
  chapeau: (
    <p>
      Si l’adresse <strong>{courriel}</strong> est connue, un lien vient d’y être envoyé. Il sert une fois et
      vaut une heure.
    </p>
  ),
  contenu: (
    <Section titre="Rien n’arrive ?">
      <ul>
        <li>Attendez une minute, puis regardez dans les courriers indésirables.</li>
        <li>Vérifiez l’adresse écrite plus haut : c’est celle que votre structure a donnée.</li>
        <li>Sinon, demandez à votre structure ou à la coordination si votre adresse est enregistrée.</li>
      </ul>
      <p className="apres">
        <Bouton href="/connexion">Essayer de nouveau</Bouton>
      </p>
    </Section>
  ),
})

/** What a sign-in link shows: a button. Mail scanners open links; only the button signs in. */
export const pageLien = ({ jeton, retour }: LienDeConnexion): ContenuDePage => ({
  titre: 'Me connecter à Maillage',
  chapeau: <p>Ce lien est à vous seul, et ne sert qu’une fois : appuyez sur le bouton pour entrer.</p>,
  contenu: (
    <div className="actions">
      <BoutonPost action="/connexion/lien" champs={{ jeton, ...(retour && { retour }) }} variante="primaire">
        Me connecter
      </BoutonPost>
    </div>
  ),
})

/** A link that is spent or too old: another one leads to the same place. */
export const pageLienPerdu = (alerte: string, retour: string | undefined): ContenuDePage => ({
  titre: 'Ce lien ne sert plus',
  statut: 410,
  chapeau: <p>{alerte}</p>,
  contenu: (
    <div className="actions">
      <Bouton
        variante="primaire"
        href={retour ? `/connexion?${new URLSearchParams({ retour })}` : '/connexion'}
      >
        Demander un nouveau lien
      </Bouton>
    </div>
  ),
})

export const pageMotDePasse = ({
  fautes = [],
  statut,
  actuel,
}: {
  readonly fautes?: readonly Faute[]
  readonly statut?: number
  /** The password in use is asked for. */
  readonly actuel: boolean
}): ContenuDePage => ({
  titre: actuel ? 'Changer de mot de passe' : 'Choisir un mot de passe',
  ariane: [{ libelle: 'Mon compte', href: '/compte' }],
  chapeau: <p>Facultatif : vous pouvez toujours entrer avec un lien reçu par courriel.</p>,
  ...(statut && { statut }),
  contenu: (
    <Formulaire action="/mot-de-passe" fautes={fautes}>
      {actuel && (
        <ChampTexte
          nom="actuel"
          libelle="Mot de passe actuel"
          type="password"
          completion="current-password"
          fautes={fautes}
        />
      )}
      <ChampTexte
        nom="motDePasse"
        libelle="Nouveau mot de passe"
        type="password"
        completion="new-password"
        aide="Douze caractères au moins. Trois ou quatre mots sans rapport entre eux se retiennent bien."
        fautes={fautes}
      />
      <Actions>
        <Bouton variante="primaire">Enregistrer le mot de passe</Bouton>
        <a href="/compte">Ne rien changer</a>
      </Actions>
    </Formulaire>
  ),
})
