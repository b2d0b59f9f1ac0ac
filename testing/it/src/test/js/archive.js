// Uses an archive: C-ECHO, C-STORE, C-FIND of studies, series and instances, C-MOVE and C-GET, and prints what came of it, a line each. Arguments:
// host, port, called AE title, destination of C-MOVE, UIDs of a study and a series, and files of it. All data is invented.
import dcmjsDimse from 'dcmjs-dimse';

dcmjsDimse.log.setLevel('error', false);

const { Client, requests, responses, constants } = dcmjsDimse;
const { CStoreResponse } = responses;
const { Status } = constants;

const [host, port, called, destination, study, series, ...files] = process.argv.slice(2);

const COUNTS = ['NumberOfCompletedSuboperations', 'NumberOfFailedSuboperations', 'NumberOfWarningSuboperations'];

function text(dataset, names) {
  return names
    .filter((name) => dataset?.getElement(name) !== undefined)
    .map((name) => `${name}=${dataset.getElement(name)}`)
    .join(' ');
}

// Sends requests over an association of their own, and prints each final response, or each one with a data set.
function send(name, list, commandNames, names) {
  return new Promise((resolve) => {
    const client = new Client();
    for (const request of list) {
      request.on('response', (response) => {
        // Version 0.3.3 takes the elements of a message without a data set for elements of the next message too.
        client.network.dimseStream = undefined;
        const status = response.getStatus();
        if (status !== Status.Pending || response.getDataset()) {
          const found = [text(response.getCommandDataset(), commandNames), text(response.getDataset(), names)];
          console.log([name, status.toString(16).padStart(4, '0'), ...found].filter((part) => part).join(' '));
        }
      });
      client.addRequest(request);
    }
    client.on('cStoreRequest', (store, respond) => {
      client.network.dimseStream = undefined;
      console.log(`received ${text(store.getCommandDataset(), ['AffectedSOPInstanceUID'])}`);
      const response = CStoreResponse.fromRequest(store);
      response.setStatus(Status.Success);
      respond(response);
    });
    client.on('associationRejected', () => console.log('rejected'));
    client.on('networkError', (error) => {
      console.log(`network error: ${error.message}`);
      process.exitCode = 1;
    });
    client.on('closed', resolve);
    client.send(host, Number(port), 'DCMJS', called, { associationLingerTimeout: 0 });
  });
}

const { CEchoRequest, CStoreRequest, CFindRequest, CMoveRequest, CGetRequest } = requests;
await send('C-ECHO', [new CEchoRequest()], [], []);
await send('C-STORE', files.map((file) => new CStoreRequest(file)), [], []);
await send('C-FIND', [CFindRequest.createStudyFindRequest({ PatientName: '*', StudyInstanceUID: '' })], [], ['StudyInstanceUID']);
await send('C-FIND', [CFindRequest.createSeriesFindRequest({ StudyInstanceUID: study, Modality: 'CT' })], [], ['SeriesInstanceUID']);
await send(
  'C-FIND',
  [CFindRequest.createImageFindRequest({ StudyInstanceUID: study, SeriesInstanceUID: series })],
  [],
  ['SOPInstanceUID']
);
await send('C-MOVE', [CMoveRequest.createStudyMoveRequest(destination, study)], COUNTS, []);
await send('C-GET', [CGetRequest.createStudyGetRequest(study)], COUNTS, []);
