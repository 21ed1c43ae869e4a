"""Orders as the first design of such a site placed them: Flask asks, one Celery worker decides.

What keeps two guests from one night is that the worker is a single one: requests for it queue in
Redis, it looks whether the days are free, and writes. The answer waits for it.
"""
import os
from datetime import datetime

from celery import Celery
from flask import Flask, g, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE"]
app.config["SQLALCHEMY_TRACK_MODIFICATIONS"] = False
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 2}
app.json.sort_keys = False
app.json.compact = True
db = SQLAlchemy(app)
redis_url = os.environ["REDIS"]
celery_app = Celery("orders", broker=redis_url, backend=redis_url)


class House(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, nullable=False)
    price = db.Column(db.Integer, nullable=False)


class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, nullable=False)
    house_id = db.Column(db.Integer, db.ForeignKey("house.id"), nullable=False)
    begin_date = db.Column(db.Date, nullable=False)
    end_date = db.Column(db.Date, nullable=False)
    days = db.Column(db.Integer, nullable=False)
    house_price = db.Column(db.Integer, nullable=False)
    amount = db.Column(db.Integer, nullable=False)
    created_at = db.Column(db.DateTime, default=datetime.now)


@celery_app.task
def save_order(user_id, house_id, start_date, end_date, price):
    with app.app_context():
        first = datetime.strptime(start_date, "%Y-%m-%d").date()
        last = datetime.strptime(end_date, "%Y-%m-%d").date()
        taken = Order.query.filter(
            Order.house_id == house_id, Order.begin_date <= last, Order.end_date >= first
        ).count()
        if taken > 0:
            return -2
        days = (last - first).days + 1
        order = Order(
            user_id=user_id, house_id=house_id, begin_date=first, end_date=last,
            days=days, house_price=price, amount=price * days,
        )
        db.session.add(order)
        db.session.commit()
        return order.id


@app.before_request
def find_user():
    # As cheap as a session can be: this is to measure orders.
    g.user_id = 2


@app.post("/api/v1.0/orders")
def place_order():
    sent = request.get_json()
    house = db.session.get(House, sent["house_id"])
    if house is None:
        return jsonify(errcode="4002", errmsg="房屋不存在")
    if house.user_id == g.user_id:
        return jsonify(errcode="4105", errmsg="不能预订自己的房屋")
    price = house.price
    # The connection goes back: it would be held while the worker is waited for.
    db.session.remove()
    waiting = save_order.delay(g.user_id, sent["house_id"], sent["start_date"], sent["end_date"], price)
    order_id = waiting.get(timeout=60)
    if order_id < 0:
        return jsonify(errcode="4003", errmsg="订单时间有冲突")
    return jsonify(errcode="0", errmsg="保存订单成功", data={"order_id": order_id})


def fill(houses_first, houses_last):
    with app.app_context():
        db.create_all()
        db.session.bulk_insert_mappings(
            House, [{"id": n, "user_id": 1, "price": 20000} for n in range(houses_first, houses_last + 1)]
        )
        db.session.commit()
