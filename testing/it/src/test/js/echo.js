// Verifies a server with C-ECHO and prints what came of it, a line each. Arguments: host, port, called AE title,
// number of requests in an association, then "release" or "abort".
import dcmjsDimse from 'dcmjs-dimse';

const { Client } = dcmjsDimse;
const { CEchoRequest } = dcmjsDimse.requests;

const [host, port, called, count, ending] = process.argv.slice(2);

const client = new Client();
let answers = 0;

for (let i = 0; i < Number(count); i++) {
  const request = new CEchoRequest();
  request.on('response', (response) => {
    answers++;
    console.log(`status ${response.getStatus().toString(16).padStart(4, '0')}`);
    if (ending === 'abort' && answers === Number(count)) {
      client.abort();
      console.log('aborted');
    }
  });
  client.addRequest(request);
}

client.on('associationAccepted', () => console.log('accepted'));
client.on('associationRejected', (rejection) => {
  const { result, source, reason } = rejection;
  console.log(`rejected ${[result, source, reason].map((code) => Number(code)).join(',')}`);
});
client.on('associationReleased', () => console.log('released'));
client.on('networkError', (error) => {
  console.log(`network error: ${error.message}`);
  process.exitCode = 1;
});
client.on('closed', () => console.log('closed'));

client.send(host, Number(port), 'DCMJS', called, { associationLingerTimeout: 0 });
