// Uses services of a server, all but C-ECHO, and prints what came of it, a line each. Arguments: host, port, called AE
// title, then the name of a scenario below. All data is invented.
import dcmjsDimse from 'dcmjs-dimse';

dcmjsDimse.log.setLevel('error', false);

const { Client, Dataset, association, responses, requests, constants } = dcmjsDimse;
const { Priority, SopClass, Status } = constants;
const { CStoreResponse, NEventReportResponse } = responses;

const [host, port, called, scenario] = process.argv.slice(2);
const client = new Client();

const GRAYSCALE_PRINT = SopClass.BasicGrayscalePrintManagementMeta;
const FILM_SESSION = '1.2.840.10008.5.1.1.1';
const FILM_BOX = '1.2.840.10008.5.1.1.2';
const IMAGE_BOX = '1.2.840.10008.5.1.1.4';
const PRINTER = '1.2.840.10008.5.1.1.16';
const PRINTER_INSTANCE = '1.2.840.10008.5.1.1.17';
const PROCEDURE_STEP = '1.2.840.10008.3.1.2.3.3';
const COMMITMENT = '1.2.840.10008.1.20.1';
const COMMITMENT_INSTANCE = '1.2.840.10008.1.20.1.1';
const INVENTED = '1.2.826.0.1.3680043.8.498';

// What a command set or data set has in these elements, as "Name=value".
function values(dataset, names) {
  return names
    .filter((name) => dataset?.getElement(name) !== undefined)
    .map((name) => `${name}=${JSON.stringify(dataset.getElement(name))}`);
}

// Prints a message: its name, the status of a response, and some of its elements.
function print(name, message, commandNames, names) {
  // Version 0.3.3 takes the elements of a message without a data set for elements of the next message too.
  client.network.dimseStream = undefined;
  const status = message.getStatus?.();
  console.log(
    [
      name,
      ...(status === undefined ? [] : [status.toString(16).padStart(4, '0')]),
      ...values(message.getCommandDataset(), commandNames),
      ...values(message.getDataset(), names),
    ].join(' ')
  );
}

function add(name, request, elements, names) {
  if (elements) {
    request.setDataset(new Dataset(elements));
  }
  request.on('response', (response) =>
    print(
      name,
      response,
      ['AffectedSOPInstanceUID', 'ActionTypeID', 'ErrorID', 'ErrorComment', 'AttributeIdentifierList'],
      names ?? []
    )
  );
  client.addRequest(request);
  return request;
}

// Answers N-EVENT-REPORT with success and prints it.
function hearEvents(names) {
  client.on('nEventReportRequest', (request, respond) => {
    print('N-EVENT-REPORT', request, ['AffectedSOPClassUID', 'AffectedSOPInstanceUID', 'EventTypeID'], names);
    const response = NEventReportResponse.fromRequest(request);
    response.setStatus(Status.Success);
    respond(response);
    client.emit('heard');
  });
}

// Keeps the association open, although a request is answered, until an event was heard.
function holdUntilHeard(request) {
  const done = request.raiseDoneEvent.bind(request);
  let left = 2;
  const passed = () => {
    left--;
    if (left === 0) {
      done();
    }
  };
  request.raiseDoneEvent = passed;
  client.on('heard', passed);
}

function retrieve(request, cancelAfter) {
  let stored = 0;
  client.on('cStoreRequest', (store, respond) => {
    stored++;
    print('C-STORE', store, ['AffectedSOPInstanceUID', 'Priority'], ['PatientID']);
    const response = CStoreResponse.fromRequest(store);
    response.setStatus(stored === 2 ? 0xa700 : Status.Success);
    respond(response);
    if (stored === cancelAfter) {
      client.cancel(request);
    }
  });
}

function addRetrieve(name, request) {
  request.on('response', (response) =>
    print(
      name,
      response,
      [
        'NumberOfRemainingSuboperations',
        'NumberOfCompletedSuboperations',
        'NumberOfFailedSuboperations',
        'NumberOfWarningSuboperations',
        'ErrorComment',
      ],
      ['FailedSOPInstanceUIDList']
    )
  );
  client.addRequest(request);
  return request;
}

const scenarios = {
  procedureStep() {
    const create = (instance) => new requests.NCreateRequest(PROCEDURE_STEP, instance);
    const set = (instance) => new requests.NSetRequest(PROCEDURE_STEP, instance);
    const begun = { PerformedProcedureStepID: 'INVENTED1', PerformedProcedureStepStatus: 'IN PROGRESS', PatientID: 'INV1' };
    add('N-CREATE', create(`${INVENTED}.1`), begun);
    add('N-CREATE', create(`${INVENTED}.1`), begun);
    add('N-SET', set(`${INVENTED}.1`), { PerformedProcedureStepStatus: 'COMPLETED' });
    add('N-SET', set(`${INVENTED}.2`), { PerformedProcedureStepStatus: 'COMPLETED' });
    add('N-SET', set(`${INVENTED}.1`), { PerformedProcedureStepStatus: 'DISCONTINUED' });
  },

  // With every attribute of type 1 of PS3.4 Table F.7.2-1.
  performedStep() {
    const create = () => new requests.NCreateRequest(PROCEDURE_STEP, `${INVENTED}.51`);
    const set = () => new requests.NSetRequest(PROCEDURE_STEP, `${INVENTED}.51`);
    const begun = {
      ScheduledStepAttributesSequence: [{ StudyInstanceUID: `${INVENTED}.50`, ScheduledProcedureStepID: 'SPS1' }],
      PatientID: 'INV-1',
      PerformedProcedureStepID: 'PPS1',
      PerformedStationAETitle: 'CT_1',
      PerformedProcedureStepStartDate: '20261129',
      PerformedProcedureStepStartTime: '1200',
      PerformedProcedureStepStatus: 'IN PROGRESS',
      Modality: 'CT',
    };
    const ended = {
      PerformedProcedureStepStatus: 'COMPLETED',
      PerformedProcedureStepEndDate: '20261129',
      PerformedProcedureStepEndTime: '1210',
      PerformedSeriesSequence: [{ SeriesInstanceUID: `${INVENTED}.52`, ProtocolName: 'Head' }],
    };
    add('N-CREATE', create(), begun);
    add('N-CREATE', create(), begun);
    add('N-SET', set(), { PerformedProcedureStepDescription: 'Head' });
    add('N-SET', set(), ended);
    add('N-SET', set(), ended);
  },

  print() {
    hearEvents(['PrinterName']);
    add(
      'N-GET',
      new requests.NGetRequest(PRINTER, PRINTER_INSTANCE, ['PrinterStatus', 'PrinterName'], GRAYSCALE_PRINT),
      undefined,
      ['PrinterStatus', 'PrinterStatusInfo', 'PrinterName']
    );
    const session = new requests.NCreateRequest(FILM_SESSION, undefined, GRAYSCALE_PRINT);
    add('N-CREATE', session, { NumberOfCopies: 1, FilmSessionLabel: 'INVENTED' }, ['NumberOfCopies']);
    const box = new requests.NCreateRequest(FILM_BOX, `${INVENTED}.20`, GRAYSCALE_PRINT);
    add('N-CREATE', box, { ImageDisplayFormat: 'STANDARD\\1,1', FilmSizeID: '8INX10IN' }, ['FilmSizeID']);
    const image = new requests.NSetRequest(IMAGE_BOX, `${INVENTED}.21`, GRAYSCALE_PRINT);
    add('N-SET', image, { ImageBoxPosition: 1, Polarity: 'NORMAL' }, ['Polarity']);
    add('N-ACTION', new requests.NActionRequest(FILM_BOX, `${INVENTED}.20`, 1, GRAYSCALE_PRINT), undefined, [
      'PrintPriority',
    ]);
    add('N-DELETE', new requests.NDeleteRequest(FILM_BOX, `${INVENTED}.20`, GRAYSCALE_PRINT));
    add('N-DELETE', new requests.NDeleteRequest(FILM_BOX, `${INVENTED}.20`, GRAYSCALE_PRINT));
    add('N-GET', new requests.NGetRequest(PROCEDURE_STEP, `${INVENTED}.1`, [], GRAYSCALE_PRINT));
  },

  commitment() {
    hearEvents(['TransactionUID']);
    const request = new requests.NActionRequest(COMMITMENT, COMMITMENT_INSTANCE, 1);
    holdUntilHeard(request);
    add('N-ACTION', request, {
      TransactionUID: `${INVENTED}.30`,
      ReferencedSOPSequence: [
        { ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: `${INVENTED}.31` },
      ],
    });
  },

  // As the SCP, which has requested the association and must propose its role (PS3.4 J.3.3.1.2).
  commitmentResult() {
    const propose = association.Association.prototype.addPresentationContextFromRequest;
    association.Association.prototype.addPresentationContextFromRequest = function (...proposal) {
      const id = propose.apply(this, proposal);
      this.getPresentationContext(id).setUserRole(false);
      this.getPresentationContext(id).setProviderRole(true);
      return id;
    };
    const event = new requests.NEventReportRequest(COMMITMENT, COMMITMENT_INSTANCE, 1);
    add('N-EVENT-REPORT', event, { TransactionUID: `${INVENTED}.30` });
  },

  get() {
    retrieve(addRetrieve('C-GET', requests.CGetRequest.createStudyGetRequest(`${INVENTED}.40`)));
  },

  getAndCancel() {
    retrieve(addRetrieve('C-GET', requests.CGetRequest.createStudyGetRequest(`${INVENTED}.40`)), 3);
  },

  move() {
    for (const priority of [Priority.Medium, Priority.High, Priority.Low]) {
      addRetrieve('C-MOVE', requests.CMoveRequest.createStudyMoveRequest('INVENTED', `${INVENTED}.40`, priority));
    }
  },

  // Aborts a query after its second answer, while the server is at it.
  findAndAbort() {
    const query = requests.CFindRequest.createStudyFindRequest({ PatientID: 'INV*' });
    let answers = 0;
    query.on('response', (response) => {
      print('C-FIND', response, [], ['PatientID']);
      answers++;
      if (answers === 2) {
        client.abort();
      }
    });
    client.addRequest(query);
  },
};

client.on('associationRejected', () => console.log('rejected'));
client.on('associationReleased', () => console.log('released'));
client.on('networkError', (error) => {
  console.log(`network error: ${error.message}`);
  process.exitCode = 1;
});

scenarios[scenario]();
client.send(host, Number(port), 'DCMJS', called, { associationLingerTimeout: 0 });
