// chat.js USER PEER SERVER FOLDER USERSIG: one of the two users of scenario.md, with koffi. The environment names the
// library (TIM_C_LIBRARY) and the documented keys (TIM_MESSAGE_KEYS).
'use strict';

const assert = require('assert');
const fs = require('fs');
const koffi = require('koffi');

const [user, peer, server, folder, sig] = process.argv.slice(2);
const app = 1400000001;
const [c2c, group] = [1, 2];
const warning = 5;
const [publicGroup, workGroup] = [0, 1];
const patience = 30000;
const documented = JSON.parse(fs.readFileSync(process.env.TIM_MESSAGE_KEYS, 'utf8')).message;

const TIMCommCallback = koffi.proto(
    'void TIMCommCallback(int32_t code, const char* desc, const char* json_params, const void* user_data)');
const TIMRecvNewMsgCallback = koffi.proto(
    'void TIMRecvNewMsgCallback(const char* json_msg_array, const void* user_data)');
const TIMGroupTipsEventCallback = koffi.proto(
    'void TIMGroupTipsEventCallback(const char* json_group_tip, const void* user_data)');
const TIMNetworkStatusListenerCallback = koffi.proto(
    'void TIMNetworkStatusListenerCallback(int status, int32_t code, const char* desc, const void* user_data)');
const TIMMsgReadedReceiptCallback = koffi.proto(
    'void TIMMsgReadedReceiptCallback(const char* json_msg_readed_receipt_array, const void* user_data)');
const TIMConvTotalUnreadMessageCountChangedCallback = koffi.proto(
    'void TIMConvTotalUnreadMessageCountChangedCallback(int total_unread_count, const void* user_data)');
const TIMConvEventCallback = koffi.proto(
    'void TIMConvEventCallback(int conv_event, const char* json_conv_array, const void* user_data)');
const TIMLogCallback = koffi.proto('void TIMLogCallback(int level, const char* log, const void* user_data)');

const library = koffi.load(process.env.TIM_C_LIBRARY);
const tim = {};
for (const prototype of [
    'int TIMInit(uint64_t sdk_app_id, const char* json_sdk_config)',
    'int TIMUninit()',
    'const char* TIMGetSDKVersion()',
    'uint64_t TIMGetServerTime()',
    'int TIMGetLoginStatus()',
    'int TIMGetLoginUserID(uint8_t* user_id_buffer)',
    'int TIMSetConfig(const char* json_config, TIMCommCallback* cb, const void* user_data)',
    'int callExperimentalAPI(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMLogin(const char* user_id, const char* user_sig, TIMCommCallback* cb, const void* user_data)',
    'int TIMLogout(TIMCommCallback* cb, const void* user_data)',
    'void TIMSetLogCallback(TIMLogCallback* cb, const void* user_data)',
    'void TIMAddRecvNewMsgCallback(TIMRecvNewMsgCallback* cb, const void* user_data)',
    'void TIMRemoveRecvNewMsgCallback(TIMRecvNewMsgCallback* cb)',
    'void TIMSetGroupTipsEventCallback(TIMGroupTipsEventCallback* cb, const void* user_data)',
    'void TIMSetNetworkStatusListenerCallback(TIMNetworkStatusListenerCallback* cb, const void* user_data)',
    'void TIMSetConvEventCallback(TIMConvEventCallback* cb, const void* user_data)',
    'void TIMSetMsgReadedReceiptCallback(TIMMsgReadedReceiptCallback* cb, const void* user_data)',
    'int TIMMsgSendMessage(const char* conv_id, int conv_type, const char* json_msg_param, ' +
        'uint8_t* message_id_buffer, TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgSendNewMsg(const char* conv_id, int conv_type, const char* json_msg_param, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgSendNewMsgEx(const char* conv_id, int conv_type, const char* json_msg_param, ' +
        'TIMCommCallback* msgid_cb, TIMCommCallback* res_cb, const void* user_data)',
    'int TIMMsgCancelSend(const char* conv_id, int conv_type, const char* message_id, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgGetMsgList(const char* conv_id, int conv_type, const char* json_get_msg_param, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgFindMessages(const char* json_message_id_array, TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgFindByMsgLocatorList(const char* conv_id, int conv_type, const char* json_msg_Locator_array, ' +
        'TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgSearchLocalMessages(const char* json_search_message_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgSetLocalCustomData(const char* json_msg_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgSaveMsg(const char* conv_id, int conv_type, const char* json_msg_param, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgImportMsgList(const char* conv_id, int conv_type, const char* json_msg_array, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgDelete(const char* conv_id, int conv_type, const char* json_msgdel_param, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgListDelete(const char* conv_id, int conv_type, const char* json_msg_array, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgClearHistoryMessage(const char* conv_id, int conv_type, TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgReportReaded(const char* conv_id, int conv_type, const char* json_msg_param, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgMarkAllMessageAsRead(TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgSetC2CReceiveMessageOpt(const char* json_identifier_array, int opt, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMMsgGetC2CReceiveMessageOpt(const char* json_identifier_array, TIMCommCallback* cb, const void* user_data)',
    'int TIMMsgSetGroupReceiveMessageOpt(const char* group_id, int opt, TIMCommCallback* cb, const void* user_data)',
    'int TIMConvCreate(const char* conv_id, int conv_type, TIMCommCallback* cb, const void* user_data)',
    'int TIMConvGetUnreadMessageCountByFilter(const char* filter, TIMCommCallback* cb, const void* user_data)',
    'int TIMConvGetConversationListByFilter(const char* filter, uint64_t next_seq, uint32_t count, ' +
        'TIMCommCallback* cb, const void* user_data)',
    'int TIMConvCleanConversationUnreadMessageCount(const char* conversation_id, uint64_t clean_timestamp, ' +
        'uint64_t clean_sequence, TIMCommCallback* cb, const void* user_data)',
    'void TIMSetConvTotalUnreadMessageCountChangedCallback(TIMConvTotalUnreadMessageCountChangedCallback* cb, ' +
        'const void* user_data)',
    'int TIMConvGetConvList(TIMCommCallback* cb, const void* user_data)',
    'int TIMConvGetConvInfo(const char* json_get_conv_list_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMConvGetTotalUnreadMessageCount(TIMCommCallback* cb, const void* user_data)',
    'int TIMConvPinConversation(const char* conv_id, int conv_type, bool is_pinned, TIMCommCallback* cb, ' +
        'const void* user_data)',
    'int TIMConvDelete(const char* conv_id, int conv_type, TIMCommCallback* cb, const void* user_data)',
    'int TIMConvSetDraft(const char* conv_id, int conv_type, const char* json_draft_param)',
    'int TIMConvCancelDraft(const char* conv_id, int conv_type)',
    'int TIMGroupCreate(const char* json_group_create_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupDelete(const char* group_id, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupJoin(const char* group_id, const char* hello_msg, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupQuit(const char* group_id, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupInviteMember(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupDeleteMember(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupGetJoinedGroupList(TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupGetGroupInfoList(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupGetMemberInfoList(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupModifyGroupInfo(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupModifyMemberInfo(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupGetPendencyList(const char* json_param, TIMCommCallback* cb, const void* user_data)',
    'int TIMGroupHandlePendency(const char* json_param, TIMCommCallback* cb, const void* user_data)',
]) {
    tim[/(\w+)\(/.exec(prototype)[1]] = library.func(prototype);
}

const answerPointer = koffi.pointer(TIMCommCallback);

/** What a callback brought; waits for it. */
class Inbox {
    items = [];
    waiting = [];

    put(item) {
        const index = this.waiting.findIndex((waiter) => waiter.fits(item));
        if (index < 0) return this.items.push(item);
        const [waiter] = this.waiting.splice(index, 1);
        waiter.resolve(item);
    }

    /** The first item that fits; others stay. */
    take(what, fits = () => true) {
        const index = this.items.findIndex(fits);
        if (index >= 0) return Promise.resolve(this.items.splice(index, 1)[0]);
        return new Promise((resolve, reject) => {
            const late = setTimeout(() => reject(new Error(`${user} waited in vain for ${what}`)), patience);
            this.waiting.push({fits, resolve: (item) => resolve(item, clearTimeout(late))});
        });
    }
}

const given = (argument) =>
    argument && typeof argument === 'object' && !Buffer.isBuffer(argument) ? JSON.stringify(argument) : argument;

/** Calls a function that has a callback. */
async function ask(name, ...args) {
    const answers = new Inbox();
    const answer = koffi.register((code, desc, json) => answers.put({code, desc, json}), answerPointer);
    const returned = tim[name](...args.map(given), answer, null);
    assert.strictEqual(returned, 0, name);
    return answers.take(name);
}

/** The JSON of a call that must go well. */
async function ok(name, ...args) {
    const {code, desc, json} = await ask(name, ...args);
    assert.strictEqual(code, 0, `${name}: ${code} ${desc}`);
    return json ? JSON.parse(json) : null;
}

async function refused(expected, name, ...args) {
    const {code, desc} = await ask(name, ...args);
    assert.strictEqual(code, expected, `${name}: ${code} ${desc}`);
}

// What the library tells on its own.
const messages = new Inbox();
const tips = new Inbox();
const network = new Inbox();
const conversations = new Inbox();
const receipts = new Inbox();
const totals = new Inbox();
const log = new Inbox();

const eachInto = (inbox) => (array) => JSON.parse(array).forEach((item) => inbox.put(item));
const eachNewMessage = koffi.register(eachInto(messages), koffi.pointer(TIMRecvNewMsgCallback));

function listen() {
    const set = (setter, proto, callback) => tim[setter](koffi.register(callback, koffi.pointer(proto)), null);
    set('TIMSetLogCallback', TIMLogCallback, (level) => log.put(level));
    tim.TIMAddRecvNewMsgCallback(eachNewMessage, null);
    set('TIMSetMsgReadedReceiptCallback', TIMMsgReadedReceiptCallback, eachInto(receipts));
    set('TIMSetGroupTipsEventCallback', TIMGroupTipsEventCallback, (json) => tips.put(JSON.parse(json)));
    set('TIMSetNetworkStatusListenerCallback', TIMNetworkStatusListenerCallback, (status) => network.put(status));
    set('TIMSetConvTotalUnreadMessageCountChangedCallback', TIMConvTotalUnreadMessageCountChangedCallback,
        (total) => totals.put(total));
    set('TIMSetConvEventCallback', TIMConvEventCallback, (event, json) => conversations.put({event, json}));
}

const textMessage = (text) => ({message_elem_array: [{elem_type: 0, text_elem_content: text}]});
const textOf = (message) => message.message_elem_array[0].text_elem_content || '';

/** Sends a text; the message as it was sent. */
async function say(text, conversation = peer, kind = c2c) {
    const id = Buffer.alloc(128);
    const sent = await ok('TIMMsgSendMessage', conversation, kind, textMessage(text), id);
    assert.strictEqual(sent.message_msg_id, id.toString('utf8', 0, id.indexOf(0)));
    assert.strictEqual(sent.message_status, 2);
    assert.strictEqual(sent.message_sender, user);
    assert(sent.message_is_from_self);
    checkKeys(sent);
    return sent;
}

/** Waits for a text that begins so; the message. */
async function hear(text, conversation = peer) {
    const heard = await messages.take(text, (m) => m.message_conv_id === conversation && textOf(m).startsWith(text));
    assert.strictEqual(heard.message_sender, peer);
    assert(!heard.message_is_from_self);
    checkKeys(heard);
    return heard;
}

/** A message and its elements have the documented keys, all of them and no others. */
function checkKeys(message) {
    const kind = message.message_conv_type === group ? 'group' : 'c2c';
    assert.deepStrictEqual(Object.keys(message).sort(), documented[kind].map((row) => row.key));
    for (const element of message.message_elem_array)
        assert.deepStrictEqual(Object.keys(element).sort(), documented.elements_seen[element.elem_type]);
}

async function start() {
    assert(tim.TIMGetSDKVersion().startsWith('8.0'));
    assert.strictEqual(tim.TIMGetLoginStatus(), 3);
    assert(Math.abs(tim.TIMGetServerTime() - Date.now() / 1000) < 5);
    await refused(6013, 'TIMLogin', user, sig);
    listen();
    const config = await ok('TIMSetConfig', {set_config_user_define_data: 'a program'});
    assert.strictEqual(config.set_config_user_define_data, 'a program');
    const operation = {request_operation: 'internal_operation_set_ui_platform', request_set_ui_platform_param: 'node'};
    assert.strictEqual(tim.callExperimentalAPI(JSON.stringify(operation), null, null), 0);
    assert.strictEqual(tim.callExperimentalAPI(JSON.stringify({request_operation: 'unheard of'}), null, null), -3);
    await log.take('the log', (level) => level === warning);
    assert.strictEqual(tim.TIMInit(0, '{}'), -4);
    const settings = {
        sdk_config_config_file_path: folder,
        sdk_config_log_file_path: folder,
        sdk_config_server_url: server,
    };
    assert.strictEqual(tim.TIMInit(app, JSON.stringify(settings)), 0);
    await refused(6014, 'TIMMsgSendNewMsg', peer, c2c, textMessage('too early'));
    assert.strictEqual(tim.TIMLogin('', sig, null, null), -4);
}

async function logIn() {
    await ok('TIMLogin', user, sig);
    assert.strictEqual(tim.TIMGetLoginStatus(), 1);
    const name = Buffer.alloc(128);
    assert.strictEqual(tim.TIMGetLoginUserID(name), 0);
    assert.strictEqual(name.toString('utf8', 0, name.indexOf(0)), user);
    await network.take('the network', (status) => status === 0);
    console.log(`${user} is here`);
}

async function leave() {
    tim.TIMRemoveRecvNewMsgCallback(eachNewMessage);
    await ok('TIMLogout');
    assert.strictEqual(tim.TIMGetLoginStatus(), 3);
    // It waits for callbacks that run, and those run on this thread.
    const returned = await new Promise((resolve, reject) =>
        tim.TIMUninit.async((error, result) => (error ? reject(error) : resolve(result))));
    assert.strictEqual(returned, 0);
}

async function aliceTalks() {
    await say('hello');
    const heard = await hear('many things');
    const [, custom, face, place] = heard.message_elem_array;
    assert.deepStrictEqual(heard.message_elem_array.map((element) => element.elem_type), [0, 3, 6, 7]);
    assert.strictEqual(custom.custom_elem_data, '数据');
    assert.strictEqual(face.face_elem_index, 7);
    assert.strictEqual(place.location_elem_latitude, 22.5);
    assert.strictEqual(heard.message_cloud_custom_str, '{}');

    // The older form tells the id first.
    const [ids, sent] = [new Inbox(), new Inbox()];
    const told = koffi.register((code, desc, json) => ids.put(json), answerPointer);
    const answered = koffi.register((code, desc, json) => sent.put(json), answerPointer);
    assert.strictEqual(tim.TIMMsgSendNewMsgEx(peer, c2c, JSON.stringify(textMessage('fine')), told, answered, null), 0);
    const id = JSON.parse(await ids.take('the id')).message_msg_id;
    assert.strictEqual(id, JSON.parse(await sent.take('the message')).message_msg_id);
    await refused(8020, 'TIMMsgCancelSend', peer, c2c, id);
}

async function bobTalks() {
    await hear('hello');
    await conversations.take('a conversation', ({event, json}) => event === 0 && JSON.parse(json)[0].conv_id === peer);
    await ok('TIMMsgSendNewMsg', peer, c2c, {
        message_elem_array: [
            {elem_type: 0, text_elem_content: 'many things'},
            {elem_type: 3, custom_elem_data: '数据', custom_elem_desc: 'd', custom_elem_ext: 'e'},
            {elem_type: 6, face_elem_index: 7, face_elem_buf: 'smile'},
            {elem_type: 7, location_elem_desc: 'here', location_elem_longitude: 114.0, location_elem_latitude: 22.5},
        ],
        message_cloud_custom_str: '{}',
    });
    await hear('fine');
}

async function newGroup(name, kind) {
    const created = await ok('TIMGroupCreate', {
        create_group_param_group_name: name,
        create_group_param_group_type: kind,
    });
    return created.create_group_result_groupid;
}

async function aliceHosts() {
    const tea = await newGroup('tea', publicGroup);
    await say('join ' + tea);
    await hear('asked');
    const page = await ok('TIMGroupGetPendencyList', {
        group_pendency_option_start_time: 0,
        group_pendency_option_max_limited: 10,
    });
    const [request] = page.group_pendency_result_pendency_array;
    assert.strictEqual(request.group_pendency_form_identifier, peer);
    assert.strictEqual(request.group_pendency_apply_invite_msg, 'let me in');
    await ok('TIMGroupHandlePendency', {
        group_handle_pendency_param_is_accept: true,
        group_handle_pendency_param_handle_msg: 'welcome',
        group_handle_pendency_param_pendency: request,
    });
    await say('welcome', tea, group);
    await hear('thanks', tea);
    await ok('TIMGroupModifyGroupInfo', {
        group_modify_info_param_group_id: tea,
        group_modify_info_param_modify_flag: 1,
        group_modify_info_param_group_name: 'coffee',
    });
    await hear('renamed');
    await ok('TIMGroupModifyMemberInfo', {
        group_modify_member_info_group_id: tea,
        group_modify_member_info_identifier: peer,
        group_modify_member_info_modify_flag: 8,
        group_modify_member_info_name_card: 'the guest',
    });
    const members = await ok('TIMGroupGetMemberInfoList', {group_get_members_info_list_param_group_id: tea});
    const cards = members.group_get_member_info_list_result_info_array.map(
        (row) => [row.group_member_info_identifier, row.group_member_info_name_card]);
    assert.deepStrictEqual(Object.fromEntries(cards), {[user]: '', [peer]: 'the guest'});
    const removed = await ok('TIMGroupDeleteMember', {
        group_delete_member_param_group_id: tea,
        group_delete_member_param_identifier_array: [peer],
    });
    assert.deepStrictEqual(removed, [
        {group_delete_member_result_identifier: peer, group_delete_member_result_result: 1},
    ]);
    await ok('TIMGroupDelete', tea);
    await refused(10010, 'TIMGroupDelete', tea);
}

async function bobVisits() {
    const tea = textOf(await hear('join ')).slice(5);
    await ok('TIMGroupJoin', tea, 'let me in');
    await say('asked');
    await hear('welcome', tea);
    await say('thanks', tea, group);
    await tips.take('a tip', (tip) => tip.group_tips_elem_group_id === tea && tip.group_tips_elem_tip_type === 6);
    await ok('TIMMsgSetGroupReceiveMessageOpt', tea, 2);
    const joined = await ok('TIMGroupGetJoinedGroupList');
    const options = joined.map((row) => [row.group_base_info_group_id, row.group_base_info_msg_flag]);
    assert.deepStrictEqual(options, [[tea, 2]]);
    const [known, unknown] = await ok('TIMGroupGetGroupInfoList', [tea, 'nowhere']);
    assert.strictEqual(known.get_groups_info_result_info.group_detail_info_group_name, 'coffee');
    assert.strictEqual(unknown.get_groups_info_result_code, 10010);
    await say('renamed');
}

async function aliceInvites() {
    const work = await newGroup('work', workGroup);
    const invited = await ok('TIMGroupInviteMember', {
        group_invite_member_param_group_id: work,
        group_invite_member_param_identifier_array: [peer],
    });
    assert.deepStrictEqual(invited, [
        {group_invite_member_result_identifier: peer, group_invite_member_result_result: 1},
    ]);
    await say('work ' + work);
    await hear('left');
}

async function bobIsInvited() {
    const work = textOf(await hear('work ')).slice(5);
    await say('I am here', work, group);
    await ok('TIMGroupQuit', work);
    await refused(10007, 'TIMMsgSendNewMsg', work, group, textMessage('gone'));
    await say('left');
}

const history = (count, more = {}) =>
    ok('TIMMsgGetMsgList', peer, c2c, {
        msg_getmsglist_param_count: count,
        msg_getmsglist_param_is_forward: false,
        ...more,
    });

async function find(message) {
    const found = await ok('TIMMsgFindMessages', [message.message_msg_id, 'nobody-1-1']);
    assert.strictEqual(found.length, 1);
    checkKeys(found[0]);
    return found[0];
}

async function notesFound() {
    const found = await ok('TIMMsgSearchLocalMessages', {
        msg_search_param_keyword_array: ['note'],
        msg_search_param_message_type_array: [0],
        msg_search_param_conv_id: peer,
        msg_search_param_conv_type: c2c,
        msg_search_param_page_index: 0,
        msg_search_param_page_size: 10,
    });
    return found.msg_search_result_total_count;
}

async function aliceLooksBack(notes) {
    const newest = await history(2);
    assert.deepStrictEqual(newest.map(textOf), ['note 3', 'note 2']);
    // What JavaScript rounds, message_unique_id, must not matter.
    const older = await history(1, {msg_getmsglist_param_last_msg: newest[1]});
    assert.deepStrictEqual(older.map((message) => message.message_msg_id), [notes[0].message_msg_id]);
    checkKeys(older[0]);
    const located = await ok('TIMMsgFindByMsgLocatorList', peer, c2c, [{
        message_locator_conv_id: peer,
        message_locator_conv_type: c2c,
        message_locator_is_revoked: false,
        message_locator_is_self: true,
        message_locator_time: notes[1].message_server_time,
        message_locator_seq: notes[1].message_seq,
        message_locator_rand: notes[1].message_rand,
    }]);
    assert.deepStrictEqual(located.map(textOf), ['note 2']);
}

async function aliceRemembers() {
    const notes = [await say('note 1'), await say('note 2'), await say('note 3')];
    await aliceLooksBack(notes);
    await ok('TIMMsgSetLocalCustomData', {...notes[0], message_custom_str: 'mine', message_custom_int: 7});
    const marked = await find(notes[0]);
    assert.deepStrictEqual([marked.message_custom_str, marked.message_custom_int], ['mine', 7]);
    const saved = await ok('TIMMsgSaveMsg', peer, c2c, {...textMessage('saved'), message_sender: peer});
    assert.strictEqual(saved.message_status, 5);
    assert.strictEqual(textOf(await find(saved)), 'saved');
    await ok('TIMMsgImportMsgList', peer, c2c, [{...textMessage('imported'), message_sender: peer}]);
    const texts = (await history(20)).map(textOf);
    assert(texts.includes('saved') && texts.includes('imported'));

    assert.strictEqual(await notesFound(), 3);
    await ok('TIMMsgDelete', peer, c2c, {msg_delete_param_msg: notes[0], msg_delete_param_is_remble: true});
    assert.strictEqual((await find(notes[0])).message_status, 4);
    await ok('TIMMsgListDelete', peer, c2c, notes.slice(1));
    assert.strictEqual(await notesFound(), 0);

    await say('now read');
    await hear('read');
    await receipts.take('a receipt', (r) => r.msg_receipt_conv_id === peer && r.msg_receipt_is_peer_read);
}

const unread = async (...call) => (await ok(...call)).conv_get_total_unread_message_count_result_unread_count;
const unreadOf = (kind) =>
    unread('TIMConvGetUnreadMessageCountByFilter', {conversation_list_filter_conv_type: kind});

async function bobReads() {
    await hear('now read');
    const total = await unread('TIMConvGetTotalUnreadMessageCount');
    assert(await unreadOf(c2c) > 0);
    assert.strictEqual(await unreadOf(c2c) + await unreadOf(group), total);
    await ok('TIMMsgReportReaded', peer, c2c, null);
    assert.strictEqual(await unreadOf(c2c), 0);
    await ok('TIMConvCleanConversationUnreadMessageCount', 'group', 0, 0);
    await totals.take('the total', (count) => count === 0);
    await ok('TIMMsgMarkAllMessageAsRead');
    assert.strictEqual(await unread('TIMConvGetTotalUnreadMessageCount'), 0);
    await ok('TIMMsgSetC2CReceiveMessageOpt', [peer], 2);
    assert.deepStrictEqual(await ok('TIMMsgGetC2CReceiveMessageOpt', [peer]), [
        {msg_recv_msg_opt_result_identifier: peer, msg_recv_msg_opt_result_opt: 2},
    ]);
    await say('read');
}

async function conversationInfo() {
    const infos = await ok('TIMConvGetConvInfo', [
        {get_conversation_list_param_conv_id: peer, get_conversation_list_param_conv_type: c2c},
    ]);
    assert.strictEqual(infos.length, 1);
    return infos[0];
}

const isListed = async () => (await ok('TIMConvGetConvList')).some((info) => info.conv_id === peer);

async function keepAList() {
    assert.strictEqual((await ok('TIMConvCreate', peer, c2c)).conv_id, peer);
    assert(await isListed());
    const page = await ok('TIMConvGetConversationListByFilter', {conversation_list_filter_conv_type: c2c}, 0, 10);
    assert.deepStrictEqual(page.conversation_list_result_conv_list.map((info) => info.conv_id), [peer]);
    assert(page.conversation_list_result_is_finished);
    assert((await conversationInfo()).conv_is_has_lastmsg);
    await ok('TIMConvPinConversation', peer, c2c, true);
    assert((await conversationInfo()).conv_is_pinned);
    const draft = {draft_msg: textMessage('not yet sent'), draft_user_define: '', draft_edit_time: 1};
    assert.strictEqual(tim.TIMConvSetDraft(peer, c2c, JSON.stringify(draft)), 0);
    assert.strictEqual(textOf((await conversationInfo()).conv_draft.draft_msg), 'not yet sent');
    assert.strictEqual(tim.TIMConvCancelDraft(peer, c2c), 0);
    assert(!(await conversationInfo()).conv_is_has_draft);
    await ok('TIMMsgClearHistoryMessage', peer, c2c);
    assert.deepStrictEqual(await history(20), []);
    await ok('TIMConvDelete', peer, c2c);
    assert(!await isListed());
}

async function main() {
    await start();
    await logIn();
    const parts = user === 'alice' ?
        [aliceTalks, aliceHosts, aliceInvites, aliceRemembers] : [bobTalks, bobVisits, bobIsInvited, bobReads];
    for (const part of [...parts, keepAList]) await part();
    await leave();
}

main().then(() => process.exit(0), (error) => {
    console.error(error);
    process.exit(1);
});
