import { encode } from 'uqr'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { adresseDuGenerateur } from '../../comptes/facteurs/second-facteur.ts'
import type { ContenuDePage } from '../services.ts'
import { FormulaireDeCle } from './cles.composants.tsx'

const caches = (retour: string | undefined): Record<string, string> => (retour ? { retour } : {})

/** The square that a telephone reads: one path, so that the page stays light. */
function Carre({ adresse }: { readonly adresse: string }) {
  const { data, size } = encode(adresse, { ecc: 'M', border: 4 })
  const trace = data
    .flatMap((ligne, y) => ligne.map((noir, x) => (noir ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className="carre-a-lire"
      viewBox={`0 0 ${size} ${size}`}
      width="200"
      height="200"
      role="img"
      aria-label="Carré à lire avec l’application du téléphone"
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={trace} />
    </svg>
  )
}

const ChampCode = () => (
  <ChampTexte
    nom="code"
    libelle="Code à six chiffres"
    aide="Il change toutes les trente secondes."
    taille="court"
    modeSaisie="numeric"
    completion="one-time-code"
  />
)

/** A generator is associated in three steps, on one page. */
export const pageActivation = ({
  courriel,
  secret,
  exige,
  retour,
  alerte,
  avecCle = false,
}: {
  readonly courriel: string
  readonly secret: string
  readonly exige: boolean
  readonly retour: string | undefined
  readonly alerte: string | undefined
  /** A key of access may be had instead. */
  readonly avecCle?: boolean
}): ContenuDePage => {
  const adresse = adresseDuGenerateur(secret, courriel)
  return {
    titre: 'Protéger votre compte avec votre téléphone',
    ...(alerte && { statut: 422 }),
    chapeau: (
      <p>
        {exige
          ? 'Vos fonctions engagent un membre ou donnent accès à des données de personnes : il vous est demandé, à chaque connexion, un code en plus du lien ou du mot de passe. C’est fait une fois, en deux minutes.'
          : 'À chaque connexion, il vous sera demandé un code en plus du lien ou du mot de passe.'}
      </p>
    ),
    contenu: (
      <>
        {avecCle && (
          <p>
            Plus simple encore, si votre ordinateur ou votre téléphone s’ouvre avec une empreinte, un visage
            ou un code :{' '}
            <a href={`/compte/cles/nouvelle?${new URLSearchParams(caches(retour))}`}>
              utiliser plutôt une clé d’accès
            </a>
            .
          </p>
        )}
        <Section titre="1. Une application de codes">
          <p>
            Sur votre téléphone, une application gratuite suffit : FreeOTP, Aegis, 2FAS, Google Authenticator,
            Microsoft Authenticator… Si vous en avez déjà une, gardez-la. Sans téléphone, un gestionnaire de
            mots de passe sur l’ordinateur fait de même.
          </p>
        </Section>
        <Section titre="2. Lui montrer ce carré">
          <Carre adresse={adresse} />
          <p>
            Dans l’application, choisissez « Ajouter un compte », puis visez le carré avec l’appareil photo.
            Vous lisez cette page sur le téléphone ? <a href={adresse}>Ouvrez l’application d’ici</a>.
          </p>
          <details className="repli">
            <summary>Sans appareil photo</summary>
            <p>Dans l’application, choisissez de saisir une clé, et recopiez celle-ci :</p>
            <p className="valeur-a-copier">
              <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
          </details>
        </Section>
        <Section titre="3. Recopier le code qu’elle affiche">
          <Formulaire action="/second-facteur/activer" alerte={alerte} champs={{ secret, ...caches(retour) }}>
            <ChampCode />
            <Actions>
              <Bouton variante="primaire">Protéger mon compte</Bouton>
              {!exige && <a href="/compte">Plus tard</a>}
            </Actions>
          </Formulaire>
        </Section>
        {exige && (
          <Section titre="Pas maintenant ?">
            <p>Rien n’est perdu : sortez, et reprenez ici à votre prochaine connexion.</p>
            <BoutonPost action="/deconnexion">Se déconnecter</BoutonPost>
          </Section>
        )}
      </>
    ),
  }
}

/** Asked at each sign-in: the key of access when there is one, the code of the telephone, a code kept on paper. */
export const pageCode = ({
  retour,
  alerte,
  statut,
  generateur,
  cle,
  secours = false,
  encore = false,
}: {
  readonly retour: string | undefined
  readonly alerte?: string
  readonly statut?: number
  /** Whoever asks is signed in, and her last proof is too old for what she was doing. */
  readonly encore?: boolean
  /** The alert is about a code kept on paper. */
  readonly secours?: boolean
  readonly generateur: boolean
  /** What the browser needs to use a key of this account; null when it has none. */
  readonly cle: string | null
}): ContenuDePage => ({
  titre: generateur ? 'Votre code de connexion' : 'Votre clé d’accès',
  ...(statut && { statut }),
  ...(cle && { ilots: ['cle-acces'] }),
  chapeau: (
    <p>
      {encore &&
        'Votre dernière preuve a plus d’un quart d’heure : donnez-en une autre, vous irez où vous alliez. '}
      {generateur
        ? 'Ouvrez l’application de codes de votre téléphone, et recopiez le code de Maillage.'
        : 'Votre appareil va demander l’empreinte, le visage ou le code qui l’ouvre.'}
    </p>
  ),
  contenu: (
    <>
      {cle && (
        <FormulaireDeCle
          action="/second-facteur/cle"
          options={cle}
          verbe="Utiliser ma clé d’accès"
          champs={caches(retour)}
          variante={generateur ? 'secondaire' : 'primaire'}
        />
      )}
      {generateur ? (
        <Formulaire action="/second-facteur" alerte={secours ? undefined : alerte} champs={caches(retour)}>
          <ChampCode />
          <Actions>
            <Bouton variante="primaire">Continuer</Bouton>
          </Actions>
        </Formulaire>
      ) : (
        alerte &&
        !secours && (
          <Alerte focus>
            <p>{alerte}</p>
          </Alerte>
        )
      )}
      <details className="repli" open={!generateur || secours}>
        <summary>{generateur ? 'Je n’ai pas mon téléphone' : 'Je n’ai pas ma clé'}</summary>
        <Formulaire
          action="/second-facteur"
          id="papier"
          prefixe
          alerte={secours ? alerte : undefined}
          champs={caches(retour)}
        >
          <ChampTexte
            nom="secours"
            libelle="Un code de secours"
            taille="moyen"
            aide="L’un des dix codes reçus le jour où vous avez protégé votre compte. Il ne sert qu’une fois."
          />
          <Actions>
            <Bouton>Continuer avec ce code</Bouton>
          </Actions>
        </Formulaire>
        <p>
          Plus de téléphone, de clé ni de codes ? Demandez à la coordination de joindre qui exploite la
          plateforme : on vous rappellera à un numéro déjà connu, et vous protégerez votre compte de nouveau.
        </p>
      </details>
    </>
  ),
})

/** The codes of the way out, shown once. */
export const pageCodesDeSecours = ({
  codes,
  suite,
}: {
  readonly codes: readonly string[]
  readonly suite: string
}): ContenuDePage => ({
  titre: 'Gardez ces dix codes de secours',
  surtitre: 'Votre compte est protégé',
  chapeau: (
    <p>
      Imprimez cette page ou recopiez-les, et rangez-les loin du téléphone et de l’ordinateur. Le jour où
      votre téléphone ou votre clé manque, chaque code fait entrer une fois dans Maillage.{' '}
      <strong>Ils ne seront plus montrés.</strong>
    </p>
  ),
  contenu: (
    <>
      <ul className="codes-de-secours">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Bouton variante="primaire" href={suite}>
        Je les ai gardés, continuer
      </Bouton>
    </>
  ),
})
