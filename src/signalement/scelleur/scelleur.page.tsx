import type { Refus } from '@maillage/coffre'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, type Faute, Formulaire } from '#ui/formulaire.tsx'
import { Liste } from '#ui/liste.tsx'
import { Alerte } from '#ui/parties/alerte.tsx'
import { Section } from '#ui/parties/section.tsx'
import type { Contenu } from '../cadre/contenu.ts'
import { Questions } from '../depot/formulaire.composants.tsx'
import { NOM_DU_ROLE, VOLETS_DE_SOIN } from '../domain/acces.ts'
import { TOTAL_SANS_SCRIPT_MAX } from '../domain/depot.ts'
import { ACCORDS, libelleDe } from '../domain/listes.ts'
import { NOM_DE_LA_REPONSE, RENOUVELEES } from '../domain/suivis.ts'
import type { Cellule } from '../protocole/annuaire.ts'
import type { Retour } from '../protocole/auteur.ts'
import { numeroDe } from '../protocole/sceller-depot.ts'

export type Saisie = Readonly<Record<string, string[]>>

const Avertissement = () => (
  <Alerte ton="attention" titre="Sans JavaScript, le serveur voit votre texte un instant.">
    <p>
      Votre navigateur ne peut pas chiffrer : un programme à part du serveur reçoit ce que vous écrivez, le
      chiffre aussitôt et ne l’écrit nulle part. Il voit aussi vos douze mots. Les fichiers tiennent en 20 Mo
      en tout. Si cela vous gêne, activez JavaScript, ou appelez la cellule.
    </p>
  </Alerte>
)

export const pageListe = (cellules: readonly { organisme: string; nom: string }[]): Contenu => ({
  titre: 'Accueil',
  h1: 'Signaler sans JavaScript',
  formulaire: true,
  contenu: (
    <>
      <Avertissement />
      <Section titre="Choisir le Centre de gestion">
        <Liste
          lignes={cellules.map(({ organisme, nom }) => ({
            cle: organisme,
            titre: nom,
            href: `/deposer/${organisme}`,
          }))}
        />
      </Section>
      <p>
        <a href="/facile">Ce service, en facile à lire</a>
      </p>
      <p>
        <a href="/retour">Revenir avec mes douze mots</a>
      </p>
    </>
  ),
})

export const pageFormulaire = (cellule: Cellule, saisies: Saisie, fautes: readonly Faute[]): Contenu => ({
  titre: 'Formulaire',
  h1: 'Votre signalement',
  chapeau: <p>Reçu par {cellule.nom}.</p>,
  formulaire: true,
  contenu: (
    <>
      <Avertissement />
      <Formulaire action={`/deposer/${cellule.organisme}`} fichiers fautes={fautes} saisies={saisies}>
        <Questions cellule={cellule} totalEnMo={TOTAL_SANS_SCRIPT_MAX / 1_000_000} />
        <ChampChoix
          nom="metadonnees"
          libelle="Informations cachées dans les images (lieu, appareil, date)"
          options={[
            { valeur: 'retirer', libelle: 'Les retirer', coche: true },
            { valeur: 'conserver', libelle: 'Les conserver, comme preuve' },
          ]}
        />
        <div hidden>
          <label htmlFor="site">Laissez ce champ vide</label>
          <input id="site" name="site" tabIndex={-1} autoComplete="off" />
        </div>
        <Actions>
          <Bouton variante="primaire" icone="verrou">
            Envoyer
          </Bouton>
        </Actions>
      </Formulaire>
    </>
  ),
})

export const pageRecu = (mots: readonly string[], numero: string, preuve: string): Contenu => ({
  titre: 'Reçu',
  h1: 'Votre signalement est déposé',
  formulaire: true,
  contenu: (
    <>
      <p>Numéro à dire au téléphone : {numero}.</p>
      <Section titre="Vos douze mots">
        <p>
          Ils sont la seule façon de revenir lire la réponse. Notez-les à la main, à l’abri, hors de votre
          travail : perdus, ils ne se retrouvent pas.
        </p>
        <ol id="douze-mots" className="code-a-copier">
          {mots.map((mot, i) => (
            <li key={i}>{mot}</li>
          ))}
        </ol>
      </Section>
      <Section titre="Preuve de dépôt">
        <p>
          Ce texte signé prouve à un tiers que ce dépôt a été reçu ce jour-là, sans rien montrer de son
          contenu.
        </p>
        <p className="code-a-copier">{preuve}</p>
      </Section>
      <p>
        <a href="/retour">Revenir avec mes douze mots</a>
      </p>
    </>
  ),
})

export const pageMots = (faute: Refus | string | null): Contenu => ({
  titre: 'Revenir',
  h1: 'Revenir avec vos douze mots',
  formulaire: true,
  contenu: (
    <>
      <Avertissement />
      <Formulaire action="/retour">
        {faute && (
          <Alerte titre={typeof faute === 'string' ? faute : faute.message}>
            {typeof faute === 'string' ? null : (
              <ul>
                {faute.soupcons.map(({ position, mot, propositions }) => (
                  <li key={position}>
                    Mot n° {position}, « {mot} » :{' '}
                    {propositions.length > 0 ? `peut-être ${propositions.join(', ')}` : 'aucun mot proche'}.
                  </li>
                ))}
              </ul>
            )}
          </Alerte>
        )}
        <ChampLong nom="mots" libelle="Vos douze mots" lignes={3} />
        <Actions>
          <Bouton variante="primaire" icone="cle">
            Ouvrir mon dossier
          </Bouton>
        </Actions>
      </Formulaire>
    </>
  ),
})

type Corps = {
  genre: string
  texte?: string
  accords?: string[]
  mois?: number
  reponse?: keyof typeof NOM_DE_LA_REPONSE
}
const enClair = ({ genre, texte, accords, mois, reponse }: Corps): string =>
  genre === 'represailles'
    ? reponse
      ? `${NOM_DE_LA_REPONSE[reponse]}. ${texte ?? ''}`
      : `La cellule demande, ${mois} mois après, si vous subissez des représailles. Répondez dans un message.`
    : genre === 'accords'
      ? `Accords : ${accords?.map((a) => libelleDe(ACCORDS, a)).join(' ; ') || 'aucun'}`
      : genre === 'renouvellement'
        ? RENOUVELEES
        : (texte ?? '')

const NOM_DU_FIL = {
  M: 'Échanges avec le médecin du travail',
  P: 'Échanges avec la ou le psychologue',
} as const
const DESTINATAIRE_DU_FIL = { M: 'Au médecin du travail seul', P: 'À la ou au psychologue seul' } as const

export function pageRetourOuvert(jeton: string, { dossier, cellule }: Retour, faute: string | null): Contenu {
  const qui = (id: string) =>
    id === 'auteur' ? 'Vous' : NOM_DU_ROLE[cellule.membres.find((m) => m.id === id)?.role ?? 'referent']
  const soins = VOLETS_DE_SOIN.filter((volet) => dossier.volets.has(volet))
  return {
    titre: 'Dossier',
    h1: `Dossier ${numeroDe(dossier.recu.id)}`,
    formulaire: true,
    contenu: (
      <>
        <Section titre="Échanges">
          <Liste
            lignes={(dossier.volets.get('E')?.messages ?? []).map(({ rang, emetteur, jour, corps }) => ({
              cle: String(rang),
              surtitre: `${qui(emetteur)}, le ${jour.split('-').reverse().join('/')}`,
              titre: enClair(corps as Corps),
            }))}
          />
        </Section>
        {soins.map((volet) => (
          <Section key={volet} titre={NOM_DU_FIL[volet]}>
            <Liste
              lignes={dossier.volets
                .get(volet)!
                .messages.filter((m) => (m.corps as Corps).genre === 'message')
                .map(({ rang, emetteur, jour, corps }) => ({
                  cle: `${volet} ${rang}`,
                  surtitre: `${qui(emetteur)}, le ${jour.split('-').reverse().join('/')}`,
                  titre: enClair(corps as Corps),
                }))}
            />
          </Section>
        ))}
        <Formulaire
          action="/retour/message"
          champs={{ jeton }}
          fautes={faute ? [{ champ: 'texte', message: faute }] : []}
        >
          {soins.length > 0 && (
            <ChampChoix
              nom="fil"
              libelle="À qui écrivez-vous ?"
              options={[
                { valeur: 'E', libelle: 'À la cellule', coche: true },
                ...soins.map((volet) => ({ valeur: volet, libelle: DESTINATAIRE_DU_FIL[volet] })),
              ]}
            />
          )}
          <ChampLong nom="texte" libelle="Votre message" />
          <Actions>
            <Bouton variante="primaire">Envoyer</Bouton>
            <Bouton vers="/retour/fin">Fermer mon dossier</Bouton>
          </Actions>
        </Formulaire>
        <p className="detail">
          Retirer un accord ou dire qui vous êtes se fait avec JavaScript, ou en l’écrivant dans un message.
          La session se ferme après vingt minutes.
        </p>
      </>
    ),
  }
}
