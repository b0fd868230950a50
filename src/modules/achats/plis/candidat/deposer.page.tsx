import type { ContenuDePage } from '#platform/http/services.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampFichier } from '#ui/formulaire.tsx'
import { Alerte, Fiche, Section, TexteLibre } from '#ui/textes.tsx'
import { empreinteDesCles } from '../cle/empreinte.ts'
import { etatDe } from '../conduire-depot.ts'
import { direEmpreinte, direInstant, direTaille } from '../mots.ts'
import type { ArriveeLue, PliLu, RefusDePli } from '../plis.queries.ts'
import { SansScript } from '../sans-script.tsx'
import type { DepotOuvert } from './ouvrir-lien.ts'

/** The page of a bidder: until when, for whom her bid is sealed, what was received and what was refused. */
export function pageDeposer(
  { operation, marche, depot, candidat, questions }: DepotOuvert,
  jeton: string,
): ContenuDePage {
  const etat = etatDe(marche, depot)
  const courant = depot.plis.find(({ remplaceLe }) => !remplaceLe)
  const racine = `/achats/deposer/${jeton}`
  return {
    titre: `Déposer un pli : ${operation.titre}`,
    h1: 'Déposer votre pli',
    surtitre: operation.titre,
    ilots: ['deposer-pli'],
    chapeau: (
      <p>
        {candidat.nom}, pour {operation.pilote}.{' '}
        {etat === 'ouvert'
          ? `Dépôt jusqu’au ${direInstant(marche.limite!)}, à l’heure du serveur : il y est ${direInstant(marche.maintenant).split(' à ')[1]}.`
          : etat === 'cles'
            ? 'Le dépôt n’est pas encore ouvert.'
            : `Le dépôt est clos depuis le ${direInstant(marche.limite!)}, à l’heure du serveur.`}
      </p>
    ),
    contenu: (
      <>
        <div id="etat" role="status" aria-live="polite" />
        {depot.refus.toReversed().map((refus) => (
          <Refus key={refus.id} refus={refus} />
        ))}
        {courant && <Recepisse pli={courant} remplaces={depot.plis.filter(({ remplaceLe }) => remplaceLe)} />}
        {depot.arrivees.map((arrivee) => (
          <Arrivee key={arrivee.empreinte} arrivee={arrivee} />
        ))}
        {etat !== 'cles' && (
          <Section
            titre={
              etat !== 'ouvert'
                ? 'Garder une preuve d’un dépôt tardif'
                : courant
                  ? 'Remplacer votre pli'
                  : 'Votre offre'
            }
          >
            {etat === 'ouvert' ? (
              <p>
                Votre offre est chiffrée dans votre navigateur, pour les membres de la commission : deux
                membres différents l’ouvrent ensemble après l’heure limite. Le serveur n’en voit que la taille
                et l’empreinte.
                {courant && ' Le pli précédent sera gardé, marqué remplacé, et personne ne l’ouvrira.'}
              </p>
            ) : (
              <p>
                Un pli envoyé maintenant est refusé : il n’est pas gardé. La page rend une preuve de ce refus,
                avec l’heure du serveur et l’empreinte de ce que vous avez présenté.
              </p>
            )}
            <SansScript>
              Elle chiffre votre offre avant de l’envoyer : sans lui elle ne peut rien envoyer, et rien ne
              part en clair. Autorisez-le pour ce site, essayez un autre poste, ou appelez {operation.pilote}{' '}
              avant l’heure limite pour convenir d’une remise contre récépissé.
            </SansScript>
            <form
              id="deposer-pli"
              className="formulaire"
              method="dialog"
              noValidate
              data-action={racine}
              data-commission={JSON.stringify(
                depot.cles.map(({ id, destinataire }) => ({ id, destinataire })),
              )}
            >
              <ChampFichier
                nom="bordereau"
                libelle="Bordereau de prix"
                aide={
                  <>
                    XLSX ou CSV, d’après <a href={`${racine}/modele.xlsx`}>notre modèle (XLSX)</a> : une ligne
                    par lot et par niveau.
                  </>
                }
                accepte=".xlsx,.csv"
              />
              <ChampFichier
                nom="memoire"
                libelle="Mémoire technique"
                aide="PDF. Les deux fichiers tiennent en 20 Mo."
                accepte=".pdf"
                facultatif
              />
              <div className="actions">
                <button type="submit" className="bouton bouton-primaire" disabled>
                  <span>{etat === 'ouvert' ? 'Chiffrer et déposer' : 'Présenter et garder la preuve'}</span>
                </button>
              </div>
            </form>
          </Section>
        )}
        <Questions questions={questions} />
        <Section titre="Qui ouvrira votre pli">
          <p className="detail">
            Comparez l’empreinte des clés avec celle du courriel qui vous a donné ce lien : différente, ne
            déposez pas et appelez {operation.pilote}.
          </p>
          <Fiche
            etroite
            lignes={[
              { nom: 'Commission', valeur: depot.cles.map(({ nom }) => nom).join(' ; ') },
              {
                nom: 'Empreinte des clés',
                valeur: depot.ouvertLe ? (
                  <code id="empreinte-cles">{direEmpreinte(empreinteDesCles(depot.cles))}</code>
                ) : (
                  'pas encore fixée'
                ),
              },
            ]}
          />
        </Section>
      </>
    ),
  }
}

const Recepisse = ({ pli, remplaces }: { readonly pli: PliLu; readonly remplaces: readonly PliLu[] }) => (
  <Section titre="Accusé de réception">
    <Fiche
      etroite
      lignes={[
        {
          nom: 'Pli',
          valeur: `N°\u00a0${pli.numero}${pli.ouvertLe ? `, ouvert le ${direInstant(pli.ouvertLe)}` : ', scellé'}`,
        },
        { nom: 'Reçu le', valeur: direInstant(pli.recuLe) },
        { nom: 'Taille', valeur: direTaille(pli.taille) },
        { nom: 'Empreinte', valeur: <code className="coupable">{pli.empreinte}</code> },
      ]}
    />
    {remplaces.length > 0 && (
      <p className="detail">
        Remplacé :{' '}
        {remplaces
          .map(
            ({ numero, recuLe, empreinte }) =>
              `n° ${numero}, reçu le ${direInstant(recuLe)}, ${direEmpreinte(empreinte)}`,
          )
          .join(' ; ')}
        .
      </p>
    )}
    <p className="detail">Cet accusé est aussi dans un courriel : gardez-le.</p>
  </Section>
)

const Arrivee = ({ arrivee: { arriveLe, jusqua, empreinte, enCours } }: { readonly arrivee: ArriveeLue }) => (
  <Alerte
    ton={enCours ? 'info' : 'attention'}
    titre={enCours ? 'Votre pli finit de s’enregistrer' : 'Un pli est arrivé sans être enregistré'}
  >
    <p>
      Arrivé le {direInstant(arriveLe)}, empreinte <code>{direEmpreinte(empreinte)}</code>.{' '}
      {enCours
        ? 'Rechargez la page dans une minute : son accusé de réception y sera.'
        : `Une panne de notre côté a coupé l’enregistrement. Renvoyez-le de la page qui l’a envoyé, avant le ${direInstant(jusqua)} : il garde son heure. D’une autre page, c’est un nouveau pli.`}
    </p>
  </Alerte>
)

const Refus = ({ refus }: { readonly refus: RefusDePli }) => (
  <Alerte titre={refus.arriveLe ? 'Pli non reçu' : 'Pli refusé, hors délai'}>
    <p>
      {refus.arriveLe
        ? `Arrivé à l’heure, le ${direInstant(refus.arriveLe)}, il n’a pas pu être enregistré à cause d’une panne ; quand il est revenu, le ${direInstant(refus.refuseLe)}, la commission ouvrait déjà les plis. Appelez qui conduit l’achat avec cette preuve.`
        : `Arrivé le ${direInstant(refus.refuseLe)}, pour une limite le ${direInstant(refus.limite)}, à l’heure du serveur.`}{' '}
      {direTaille(refus.taille)}, empreinte <code>{direEmpreinte(refus.empreinte)}</code>. Il n’est pas gardé
      ; ce refus est au journal et dans un courriel.
    </p>
  </Alerte>
)

/** What was answered to every candidate. */
const Questions = ({ questions }: Pick<DepotOuvert, 'questions'>) =>
  questions.length > 0 && (
    <Section titre="Réponses publiées à tous les candidats" detail={compte(questions.length, 'réponse')}>
      {questions.map(({ id, texte, reponse, publieeLe }) => (
        <article key={id}>
          <h3>{texte.split('\n')[0]}</h3>
          <TexteLibre texte={reponse} />
          <p className="detail">Publiée le {direInstant(publieeLe!)}.</p>
        </article>
      ))}
    </Section>
  )

const CAUSES = {
  perime: [
    'Ce lien n’est plus valable',
    410,
    'Demandez-en un nouveau au Centre de gestion qui conduit l’achat.',
  ],
  faux: [
    'Ce lien n’est pas complet',
    404,
    'L’adresse a peut-être été coupée par votre messagerie. Rouvrez le courriel et copiez le lien en entier.',
  ],
} as const

/** A link that does not serve explains itself. */
export function pageSansDepot(cause: keyof typeof CAUSES): ContenuDePage {
  const [titre, statut, phrase] = CAUSES[cause]
  return { titre, statut, chapeau: <p>{phrase}</p>, contenu: <Bouton href="/">Aller à l’accueil</Bouton> }
}
